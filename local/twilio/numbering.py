"""What a phone number may look like: its country, whether it can exist, how people of that country write it."""

import re
from dataclasses import dataclass

TOLL_FREE = frozenset("800 833 844 855 866 877 888".split())
CANADA = frozenset(
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 460 468 474 506 514 519"
    " 537 548 568 579 581 584 587 600 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905".split()
)
ISLANDS = dict(
    pair.split(":")
    for pair in (
        "242:BS 246:BB 264:AI 268:AG 284:VG 340:VI 345:KY 441:BM 473:GD 649:TC 658:JM 664:MS 670:MP 671:GU 684:AS 721:SX"
        " 758:LC 767:DM 784:VC 787:PR 809:DO 829:DO 849:DO 868:TT 869:KN 876:JM 939:PR"
    ).split()
)
# ITU-T E.164 country codes; where several countries share one, the largest.
COUNTRIES = dict(
    pair.split(":")
    for pair in (
        "1:US 7:RU 20:EG 27:ZA 30:GR 31:NL 32:BE 33:FR 34:ES 36:HU 39:IT 40:RO 41:CH 43:AT 44:GB 45:DK 46:SE 47:NO 48:PL"
        " 49:DE 51:PE 52:MX 53:CU 54:AR 55:BR 56:CL 57:CO 58:VE 60:MY 61:AU 62:ID 63:PH 64:NZ 65:SG 66:TH 81:JP 82:KR"
        " 84:VN 86:CN 90:TR 91:IN 92:PK 93:AF 94:LK 95:MM 98:IR 211:SS 212:MA 213:DZ 216:TN 218:LY 220:GM 221:SN 222:MR"
        " 223:ML 224:GN 225:CI 226:BF 227:NE 228:TG 229:BJ 230:MU 231:LR 232:SL 233:GH 234:NG 235:TD 236:CF 237:CM 238:CV"
        " 239:ST 240:GQ 241:GA 242:CG 243:CD 244:AO 245:GW 248:SC 249:SD 250:RW 251:ET 252:SO 253:DJ 254:KE 255:TZ 256:UG"
        " 257:BI 258:MZ 260:ZM 261:MG 262:RE 263:ZW 264:NA 265:MW 266:LS 267:BW 268:SZ 269:KM 291:ER 297:AW 298:FO 299:GL"
        " 350:GI 351:PT 352:LU 353:IE 354:IS 355:AL 356:MT 357:CY 358:FI 359:BG 370:LT 371:LV 372:EE 373:MD 374:AM 375:BY"
        " 376:AD 377:MC 380:UA 381:RS 382:ME 383:XK 385:HR 386:SI 387:BA 389:MK 420:CZ 421:SK 423:LI 500:FK 501:BZ 502:GT"
        " 503:SV 504:HN 505:NI 506:CR 507:PA 509:HT 590:GP 591:BO 592:GY 593:EC 594:GF 595:PY 596:MQ 597:SR 598:UY 599:CW"
        " 670:TL 672:NF 673:BN 674:NR 675:PG 676:TO 677:SB 678:VU 679:FJ 680:PW 682:CK 685:WS 687:NC 689:PF 852:HK 853:MO"
        " 855:KH 856:LA 880:BD 886:TW 960:MV 961:LB 962:JO 963:SY 964:IQ 965:KW 966:SA 967:YE 968:OM 970:PS 971:AE 972:IL"
        " 973:BH 974:QA 975:BT 976:MN 977:NP 992:TJ 993:TM 994:AZ 995:GE 996:KG 998:UZ"
    ).split()
)
CODES = {country: code for code, country in COUNTRIES.items()} | {"CA": "1"}
# Fewest and most digits after the country code, where the plan is known well; others: 5 to 15 in all.
LENGTHS = {"1": (10, 10), "33": (9, 9), "34": (9, 9), "44": (9, 10), "52": (10, 10), "61": (9, 9), "91": (10, 10)}
NORTH_AMERICAN = re.compile(r"[2-9][0-8]\d[2-9]\d{6}")


@dataclass(frozen=True, slots=True)
class Dialled:
    """What somebody dialled: the number in E.164, and what is wrong with it (`None`: it can exist)."""

    number: str
    calling_code: str | None = None
    country: str | None = None
    wrong: str | None = None

    @property
    def national(self) -> str:
        """The digits after the country code."""
        return self.number[1 + len(self.calling_code or "") :]


def read(dialled: str, *, country: str = "US") -> Dialled:
    """Read a number in E.164 or, without a plus sign, as people of `country` write it; never raises."""
    text = dialled.strip()
    digits = re.sub(r"[\s().\-]", "", text.removeprefix("+"))
    if not re.fullmatch(r"[0-9]+", digits):
        return Dialled(text, wrong="NOT_A_NUMBER")
    code = CODES.get(country, "1")
    if not text.startswith("+") and not (digits.startswith(code) and _fits(code, digits[len(code) :])):
        digits = code + (digits if code == "1" else digits.removeprefix("0"))
    return _judge("+" + digits)


def _judge(number: str) -> Dialled:
    code = next((number[1:end] for end in (2, 3, 4) if number[1:end] in COUNTRIES), None)
    if code is None:
        return Dialled(number, wrong="INVALID_COUNTRY_CODE")
    national = number[1 + len(code) :]
    least, most = _lengths(code)
    if len(national) < least:
        return Dialled(number, wrong="TOO_SHORT")
    if len(national) > most:
        return Dialled(number, wrong="TOO_LONG")
    if code == "1":
        wrong = None if NORTH_AMERICAN.fullmatch(national) else "INVALID_BUT_POSSIBLE"
        return Dialled(number, code, _north_american(national[:3]), wrong)
    wrong = "INVALID_BUT_POSSIBLE" if national.strip("0") == "" else None
    return Dialled(number, code, COUNTRIES[code], wrong)


def _lengths(code: str) -> tuple[int, int]:
    return LENGTHS.get(code, (5, 15 - len(code)))


def _fits(code: str, national: str) -> bool:
    least, most = _lengths(code)
    return least <= len(national) <= most


def _north_american(area: str) -> str:
    return "CA" if area in CANADA else ISLANDS.get(area, "US")


def national_format(dialled: Dialled) -> str:
    """The number as it is written at home; outside North America and Britain the bare digits."""
    national = dialled.national
    if dialled.calling_code == "1":
        return f"({national[:3]}) {national[3:6]}-{national[6:]}"
    if dialled.calling_code == "44":
        return f"0{national[:4]} {national[4:]}"
    return national


def is_toll_free(number: str) -> bool:
    """Whether a number is a North American toll-free one."""
    return number.startswith("+1") and number[2:5] in TOLL_FREE
