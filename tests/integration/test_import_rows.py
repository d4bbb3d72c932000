"""import_rows: rows become leads and opt-outs, once each, however often a file or a part of it is read."""

from tests.integration.conftest import Functions, Person, Tables
from tests.integration.importing import counts, imported


def test_a_file_becomes_leads(functions: Functions, dana: Person, tables: Tables):
    file = "Name,E-mail,Phone\nAnn Smith,ann@example.com,(202) 555-0143\nZoë Li,,\n"

    shown = imported(functions, dana, file)

    assert (shown["status"], shown["progress"], counts(shown)) == ("done", 1, (2, 2, 0, 0))
    leads = functions.call("list_leads", person=dana).json["leads"]
    assert {(lead["name"], lead["email"], lead["phone"]) for lead in leads} == {
        ("Ann Smith", "ann@example.com", "+12025550143"),
        ("Zoë Li", None, None),
    }
