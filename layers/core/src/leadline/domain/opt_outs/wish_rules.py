"""The wishes in many words, as patterns (wish_patterns.py), by who must be asked for one to count."""

from leadline.domain.opt_outs.wish_patterns import patterns


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LISTS = {
    "texts": _words(
        "text texts texting txt txts txting message messages messaging msg msgs msging sms alert alerts notification "
        "notifications communication communications solicitation solicitations spam spams ads promos textos mensajes "
        "correspondence reminders"
    ),
    "contacting": _words(
        "contact contacting bothering spamming calling harassing harassment harrassing emailing soliciting annoying "
        "pestering calls bugging hounding disturbing messenging dming"
    ),
    "of": _words(
        "the these those this that all your ur any with w sending send getting receiving me us my please pls plz "
        "immediately now of more him her further other future automated marketing promotional unwanted annoying stupid "
        "damn fucking fuckin text and calling calls or such kind random political"
    ),
    "me": _words("me us number name info information phone cell this"),
    "my": _words("my our this the cell phone mobile contact"),
    "list": _words(
        "list lists thread chain database databases system systems contacts texts messages campaign campaigns records "
        "files data crm books mailing"
    ),
    "of_list": _words(
        "of from your ur the this these that those all any text texting sms mailing call calling contact marketing "
        "phone email distribution message messaging off out"
    ),
    "dont": _words("dont don never"),
    "not": _words("not"),
    "time": _words(
        "before after until till during between while when today tonight tomorrow yet so if unless on because cuz bc about then "
        "cause since im ill"
    ),
    "at": _words("work night home lunch school noon least"),
    "matter": _words(
        "slot appointment meeting class schedule waitlist waiting calendar event session booking case lawsuit lease "
        "policy account deed will loan title mortgage insurance plan bill trust"
    ),
    "wanted": _words(
        "to any more of your these those you u the this get getting receive receiving have be being hear hearing sent "
        "for further marketing anymore other such"
    ),
    "contacted": _words("contacted contact texted messaged bothered"),
    "ever": _words("ever you please pls even dare try to want us all just"),
    "say_it": _words("text txt message msg sms contact bother spam harass write email reach disturb"),
    "call": _words("call calling email e mail phone contact text message"),
}

# Wishes wherever they stand, but for a denial before them.
WISHES = patterns(
    """
no|enough ~@of @texts|contact|contacts -yesterday|yet|lately|received|in
no further @texts|contact
unsubscribing
opt|opting|opted ~me|us out of ~@of|receiving|getting @texts|everything|@list
opt|opting ~me|us out of this|these|it|them $
opt|opting ~me|us out of receiving|getting
dont|not @contacting|call|text|message ~or|text list
revoke|revoking|withdraw|withdrawing|rescind|rescinding ~my|all|any|prior|previous consent|permission -@matter|adoption|\
surgery|treatment
cancel ~my|the|these|this|all|your|text|reminder texts|messages|messaging|sms|subscription|subscriptions|alerts|\
notifications
lose|forget my|this number
want|like off ~of this|your|the|ur ~@of_list @list
get|be off ~of this|your|ur ~text|texting|contact|mailing|marketing|phone|sms @list
how|where do|can i ~get|go to|out|off|of|this|your|the|these unsubscribe|optout|@texts
""",
    _LISTS,
)
AFTER_DENIAL = _words("dont not never didnt cant cannot got had were are have received was gotten see to") - {"to"}

# What a lead says of themself; nobody else may be before it.
SAID_OF_ONESELF = patterns(
    """
dont|wont|didnt want|wish|care|agree|consent|need ~@wanted @texts|@contacted
do|no|did|didnt|not ~not|longer want|wish|care|agree|consent|consented ~@wanted @texts|@contacted
dont|not|never want|wish ~to|ever hear from you|u|yall|this
dont|not want ~any|more this|these ~anymore|any|more|please|either $
asked|asking|want|like|wish to be removed|deleted|off ~off|from|out|please|already|it $
un subscribe
dont|not want ~to|hear|any|more|anything from you|yall
not|never consent|consented|agree|agreed|sign|signed ~up|to|for|receive|receiving|get|be|these|those|your|any|this \
@texts|@contacted|this
texted|typed|sent|replied|responded|wrote ~you|the|word|with|already|it stop|unsubscribe
will|ill|gonna|going ~to|have|be|i sue|report|reporting|block|blocking you|u|this ~if|for|number|you|u|dont|do|not|keep|\
text|stop text|texting|stop|contact|message|again
on ~the|a|federal|national|that|your do not call
on ~the|a|federal|national dnc|donotcall
already|previously opted|unsubscribed ~out|from|twice|of|this|your $
opted out ~already|twice|before|times|last|of|your|this|these|ago|yesterday|weeks|days $
report|reporting this|your|ur ~phone number|text|texts|as
""",
    _LISTS,
)

# Of the firm alone, since others text, call and annoy as well.
ASKED_OF_THE_FIRM = patterns(
    """
stop|quit|cease|discontinue|halt ~@of @contacting -from
stop|quit|cease reaching|blowing|hitting -@matter
stop|quit|cease writing ~to me|us|this
leave me|us ~the|fuck|hell|my|family alone
leave ~my|our family|wife|husband|kids|daughter|son|mom|number|phone alone
stop contact
end ~@of @texts
remove|delete|erase|drop|purge|scrub|unlist ~@my @me -@matter
remove|delete|erase|drop|purge|take|get ~@my number|name|info|information|phone|me ~off|out|from ~@of_list @list -@matter
take|get|pull|scratch ~@my @me off|out|of ~@of_list @list
take|get off ~@of_list list|lists
block ~my|this number|me $
have|get me|my|us ~number|phone|name removed|deleted|off -@matter
take|get ~@my @me off|out ~of|please|pls|now|this|that|it|thanks|immediately|asap|here $
""",
    _LISTS,
)

# Of the firm, or of nobody by name: these speak of texts.
ASKED_OR_UNNAMED = patterns(
    """
stop|quit|cease|discontinue|halt ~@of @texts
stop|quit|cease sending|getting me|us|this|these|those|it|stuff|things|crap|shit|links|offers|anything|your|all
do not @contacting|call|text ~list $
""",
    _LISTS,
)

# Asked of the firm where nobody is said to do it: “I don't text” is none.
DENYING = patterns(
    """
dont|never|not ~@ever ?@call/or|and|nor @say_it ?or|and|nor/@call ~out|to me|us|this|these|them|again|anymore|here \
-@time|@at|file|address|back
dont|never|not ~@ever ?@call/or|and|nor @say_it ?or|and|nor/@call my number|phone|cell|family|house|home|line -@time|@at
dont|never|not ~@ever ?@call/or|and|nor @say_it it|this ~again|anymore|ever|please $
dont|never|not ~@ever ?@call/or|and|nor @say_it ?or|and|nor/@call ~ever again|anymore
dont|never|not ~@ever @call|@say_it or|and|nor @call $
dont|never|not ~@ever @say_it or|and|nor @call ~out|to me|us|this|these|them|again|anymore|here -@time|@at|file|address|\
back
dont|never|not ~@ever call|phone me|us|this|here|again ~number|phone|me again|anymore|ever|period
dont|never|not ~@ever send ~me|us any|these|those|anything|this|more|another|texts|messages|text|your -until|till|before|\
yet|payment|money|original
do not @contacting|call|text ~list $
""",
    _LISTS,
)
NO_DENIAL_AFTER = _words(
    "i we you he she they people why got have had received were are if when who did didnt u someone u it"
)

# Of the firm, or what the lead wants for themself; and the same in other languages.
WANTED = patterns(
    """
stop|quit ~getting|receiving|these|those|the|your|this|all|any|of|from|more @texts
stop|quit getting|receiving ~all|any|of|more these|this|those|them|it|your
unsubscribe|optout|unsub -@matter|lol|netflix
opt|opting ~me|us out !of|to
get|be|go|come off ~of this|your|ur|the ~@of_list @list
be|get removed|taken|deleted ~off|out|from ~@of_list @list
no mas|more mensajes|textos|sms|spam
ya no ~me|nos|quiero|mas|recibir|mande|manden|mandes|envie|envien|escriba|escriban|moleste|molesten|mensajes|textos|\
contacten|llamen
deje|dejen|deja|pare|paren|dejenme de|en ~me|mandarme|enviar enviar|enviarme|mandar|mandarme|escribir|escribirme|\
molestar|molestarme|textear|textearme|llamar|llamarme|contactarme|paz|mensajes|me
dejame|dejenme|dejeme|deje|dejen ~me en|tranquilo|tranquila
no me|nos ~vuelva|vuelvan|a|vuelvas|mas|siga|sigan mande|manden|mandes|envie|envien|envies|escriba|escriban|escribas|\
moleste|molesten|molestes|contacte|contacten|contactes|llame|llamen|textee|texteen|mandar|escribir|enviar|mandando|\
escribiendo|enviando
no quiero|deseo|queremos ~recibir|que|mas|sus|tus|estos|ningun|seguir|recibiendo|me mensajes|textos|sms|manden|contacten|\
escriban|mensaje
dar|darme|darse|deme|denme|darnos|date ~me de baja
quitenme|quiteme|quitame|borrenme|borreme|borrame|eliminenme|elimineme|eliminame|saquenme|saqueme|sacame ~de|su|la|esta|\
tu|esa|sus lista|listas|base|numero|contactos|favor|ya|por|aqui
borre|borren|elimine|eliminen|quite|quiten mi numero|telefono|nombre
ne me|nous ~plus contactez|envoyez|ecrivez|textez|derangez|appelez|contacter|envoyer|ecrire|recontactez|contacte|plus
ne mecrivez|mecris|menvoyez|menvoie|mappelez plus
plus de|aucun messages|sms|textos|message|texto
arretez|arrete|cessez|stop ~de|d|avec|les|vos|tous|ces|me|m envoyer|menvoyer|mecrire|ecrire|messages|sms|textos|\
contacter|me|harceler|spam
laissez|laisse moi|nous tranquille|tranquilles|en
desabonnez|desinscrivez|retirez|supprimez|enlevez ~moi|mon|numero|me -deuil
keine ~weiteren|weitere nachrichten|sms|nachricht|texte mehr
keine weiteren|weitere|nachrichten|sms nachrichten|sms|nachricht|texte|bitte|an
keine nachrichten|sms|texte $
nicht mehr schreiben|kontaktieren|anschreiben|texten|anrufen|melden|senden
schreiben|schreib|kontaktieren|schreibt|senden ~sie|mir|mich|uns|bitte nicht|keine ~nachrichten|sms|mehr mehr|an|\
nachrichten|sms
horen|hor|hort ~sie|bitte|endlich|damit auf ~mich|mir|zu|damit|bitte|$ $
horen|hor|hort ~sie|bitte|endlich|damit auf ~mit|mich|mir|zu schreiben|texten|kontaktieren|belastigen|nerven|senden|sms|\
nachrichten
lassen|lass|lasst ~sie|mich|bitte in ruhe
loschen|losche|loscht|entfernen|streichen ~sie|bitte meine|mich
pare|parem|para|parar de ~me enviar|mandar|escrever|enviarme|incomodar|ligar|mensagens|me|textar
nao ~me|quero|mais|receber|desejo|envie|enviem|mande|mandem mensagens|mensagem|sms|contate|escreva|contatem|escrevam|\
perturbe
nao me ~mande|envie|mandem|escreva mais|mande|envie|mandem|enviem
tire|tira|tirem|remova|remove|removam|exclua|apague|retire|me ~me|o|meu|tire|tirem|remova ~da|de|desta|dessa|sua|lista|\
numero|meu lista|numero
me tira|tire|tirem|remove|remova da|desta|dessa ~sua lista
me deixe|deixem ~em paz
chega de mensagens|sms
non scrivetemi|scrivermi|mandatemi|contattatemi|contattarmi|inviatemi|mandarmi|chiamatemi ~messaggi|sms piu|messaggi|sms
non ~voglio|desidero|ricevere|mi piu|messaggi ~messaggi|sms ~piu|messaggi $
basta ~con|coi|i|questi|de|con|los|di messaggi|sms|messaggini|mensajes|messages|mensagens|textos
smettetela|smetta|smettila|smetti ~di|con|mi scrivermi|scrivere|mandarmi|contattarmi|messaggi|inviarmi|mandare
lasciatemi|lasciami|lascia|mi in|stare ~pace
cancellatemi|rimuovetemi|toglietemi|cancellami|rimuovimi|eliminatemi
stuur|geen ~mij|me|geen|verdere|meer berichten|sms|sms'jes ~meer
不要再 发
""",
    _LISTS,
)
