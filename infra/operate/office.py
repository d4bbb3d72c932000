"""The operator's commands: each changes one thing and returns it."""

from collections import Counter
from typing import Any

from infra.operate.deployment import Deployment
from infra.operate.people import People
from leadline.domain.accounts.api_key import ApiKey
from leadline.domain.accounts.firm import DEFAULT_REGION, Firm, User
from leadline.domain.accounts.line import Line
from leadline.domain.errors import NotFound
from leadline.domain.leads.lead import Lead
from leadline.domain.leads.lead_draft import LeadDraft
from leadline.domain.numbers.phone_number import PhoneNumber
from leadline.domain.ports.accounts import Record
from leadline.services.accounts import erasure, firms
from leadline.services.leads import following, leads


class Office:
    """A deployment, as an operator works on it."""

    def __init__(self, deployment: Deployment) -> None:
        deployment.configure()
        from leadline.adapters.aws.import_files import S3ImportFiles
        from leadline.adapters.dynamo.accounts.accounts import DynamoAccounts  # the rows read the settings just made
        from leadline.adapters.dynamo.accounts.api_keys import DynamoApiKeys
        from leadline.adapters.dynamo.accounts.archive import DynamoArchive
        from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
        from leadline.adapters.dynamo.leads.lead_book import DynamoLeadBook
        from leadline.adapters.dynamo.leads.lead_index import DynamoLeadIndex
        from leadline.adapters.dynamo.leads.people import DynamoPeople
        from leadline.adapters.dynamo.texting.inbox import DynamoInbox
        from leadline.adapters.system_clock import SystemClock

        self._clock = SystemClock()
        self._accounts = DynamoAccounts(clock=self._clock)
        self._registry = DynamoRegistry(clock=self._clock)
        self._book = DynamoLeadBook(clock=self._clock)
        self._index = DynamoLeadIndex(clock=self._clock)
        self._inbox = DynamoInbox(clock=self._clock)
        self._people_of_firms = DynamoPeople(clock=self._clock)
        self._archive = DynamoArchive()
        self._api_keys = DynamoApiKeys()
        self._import_files = S3ImportFiles(deployment.outputs["ImportsBucket"])
        self._people = People(deployment.outputs["UserPoolId"])

    def show_firm(self, *, firm_id: str) -> dict[str, Any]:
        return _firm(self._firm(firm_id))

    def find_firm(self, *, address: str) -> dict[str, Any]:
        owner = self._accounts.line_of(PhoneNumber.parse(address).e164, None)
        if owner is None:
            raise NotFound("No firm has this number.")
        return self.show_firm(firm_id=owner[0])

    def add_firm(self, *, name: str, two_way: bool, region: str = DEFAULT_REGION) -> dict[str, Any]:
        opened = firms.open_firm(name=name, two_way=two_way, region=region, registry=self._registry, clock=self._clock)
        return _firm(opened)

    def change_firm(
        self, *, firm_id: str, name: str | None = None, two_way: bool | None = None, region: str | None = None
    ) -> dict[str, Any]:
        firms.change_firm(firm_id=firm_id, name=name, two_way=two_way, region=region, registry=self._registry)
        return self.show_firm(firm_id=firm_id)

    def add_line(
        self, *, firm_id: str, address: str, account: str, route: str | None, is_default: bool
    ) -> dict[str, Any]:
        line = firms.add_line(
            firm_id=firm_id,
            address=address,
            account=account,
            route=route,
            is_default=is_default,
            accounts=self._accounts,
            registry=self._registry,
            clock=self._clock,
        )
        return _line(line)

    def change_line(
        self, *, firm_id: str, line_id: str, active: bool | None, is_default: bool | None
    ) -> dict[str, Any]:
        line = firms.change_line(
            firm_id=firm_id,
            line_id=line_id,
            active=active,
            is_default=is_default,
            accounts=self._accounts,
            registry=self._registry,
            clock=self._clock,
        )
        return _line(line)

    def add_user(
        self,
        *,
        firm_id: str,
        email: str,
        name: str,
        role: str,
        temporary_password: str | None,
        password: str | None,
    ) -> dict[str, Any]:
        self._firm(firm_id)
        user = self._people.add(
            email=email, name=name, firm_id=firm_id, role=role, temporary_password=temporary_password or password
        )
        if password:
            self._people.keep_password(email, password)
        self._registry.save_user(user)
        return _user(user)

    def change_user(self, *, email: str, name: str | None, role: str | None) -> dict[str, Any]:
        user = self._people.change(email, name=name, role=role)
        self._registry.save_user(user)
        return _user(user)

    def remove_user(self, *, email: str) -> dict[str, Any]:
        return _user(self._people.remove(email))

    def add_lead(
        self, *, firm_id: str, name: str, phone: str | None, email: str | None, event: str | None = None
    ) -> dict[str, Any]:
        self._firm(firm_id)
        saved = leads.save(
            LeadDraft(name=name, phone=phone, email=email, event=event),
            firm_id=firm_id,
            key=None,
            accounts=self._accounts,
            book=self._book,
            clock=self._clock,
        )
        return _lead(saved.lead)

    def rebuild_search(self, *, firm_id: str) -> dict[str, int]:
        """Let search find everyone by what is true of them now; the system may go on working meanwhile."""
        self._firm(firm_id)
        done: Counter[str] = Counter()
        for subject in following.everyone(firm_id, book=self._book, inbox=self._inbox):
            following.follow(subject, book=self._book, index=self._index, people=self._people_of_firms)
            done["leads" if subject.lead_id else "people"] += 1
        return dict(done)

    def list_api_keys(self, *, firm_id: str) -> list[dict[str, Any]]:
        return [_key(key) for key in self._api_keys.of_firm(self._firm(firm_id).id)]

    def revoke_api_key(self, *, firm_id: str, key_id: str) -> dict[str, Any]:
        if not self._api_keys.remove(firm_id, key_id):
            raise NotFound("There is no such API key.")
        return {"id": key_id, "revoked": True}

    def export_lead(self, *, firm_id: str, phone: str) -> list[dict[str, Any]]:
        found = erasure.export_lead(firm_id=firm_id, phone=phone, accounts=self._accounts, archive=self._archive)
        return [_record(record) for record in found]

    def erase_lead(self, *, firm_id: str, phone: str) -> dict[str, int]:
        return dict(erasure.erase_lead(firm_id=firm_id, phone=phone, accounts=self._accounts, archive=self._archive))

    def export_firm(self, *, firm_id: str) -> list[dict[str, Any]]:
        found = erasure.export_firm(firm_id=firm_id, accounts=self._accounts, archive=self._archive)
        return [_record(record) for record in found]

    def erase_firm(self, *, firm_id: str) -> dict[str, int]:
        """Sign-ins go first, while the rows still tell them."""
        for record in erasure.export_firm(firm_id=firm_id, accounts=self._accounts, archive=self._archive):
            if record.table == "accounts" and "email" in record.fields:
                self._people.erase(str(record.fields["email"]))
        done = erasure.erase_firm(
            firm_id=firm_id, accounts=self._accounts, archive=self._archive, files=self._import_files
        )
        return dict(done)

    def _firm(self, firm_id: str) -> Firm:
        firm = self._accounts.firm(firm_id, fresh=True)
        if firm is None:
            raise NotFound("There is no such firm.")
        return firm


def _firm(firm: Firm) -> dict[str, Any]:
    lines = [_line(line) for line in firm.lines]
    return {"id": firm.id, "name": firm.name, "twoWay": firm.two_way, "region": firm.region, "lines": lines}


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "address": line.address,
        "account": line.account,
        "service": line.route,
        "active": line.active,
        "isDefault": line.is_default,
    }


def _user(user: User) -> dict[str, Any]:
    return {"id": user.id, "firmId": user.firm_id, "email": user.email, "name": user.name, "role": user.role}


def _lead(lead: Lead) -> dict[str, Any]:
    return {"id": lead.id, "name": lead.name, "phone": lead.phone, "email": lead.email}


def _key(key: ApiKey) -> dict[str, Any]:
    used = key.last_used_at.isoformat() if key.last_used_at else None
    return {"id": key.id, "name": key.name, "createdBy": key.created_by, "lastUsedAt": used, "hint": key.hint}


def _record(record: Record) -> dict[str, Any]:
    return {"table": record.table, **record.fields}
