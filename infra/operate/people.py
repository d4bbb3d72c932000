"""Users in the Cognito pool; only an operator makes them."""

from dataclasses import dataclass
from typing import Any

import boto3

from leadline.domain.accounts.firm import User
from leadline.domain.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True)
class People:
    """The user pool of a deployment."""

    pool: str

    def add(self, *, email: str, name: str, firm_id: str, role: str, temporary_password: str | None) -> User:
        """Make a user; raises Conflict where the address has one."""
        cognito = boto3.client("cognito-idp")
        attributes = {"email": email, "email_verified": "true", "name": name, "custom:firm": firm_id}
        invitation: dict[str, Any] = {"DesiredDeliveryMediums": ["EMAIL"]}
        if temporary_password:
            invitation = {"TemporaryPassword": temporary_password, "MessageAction": "SUPPRESS"}
        try:
            made = cognito.admin_create_user(
                UserPoolId=self.pool, Username=email, UserAttributes=_pairs(attributes), **invitation
            )["User"]
        except cognito.exceptions.UsernameExistsException:
            raise Conflict("There is a user with this address already.") from None
        self._set_role(email, role)
        subject = next(pair["Value"] for pair in made["Attributes"] if pair["Name"] == "sub")
        return User(id=subject, firm_id=firm_id, name=name, email=email, role=role)

    def keep_password(self, email: str, password: str) -> None:
        """Set a password that needn't be changed."""
        boto3.client("cognito-idp").admin_set_user_password(
            UserPoolId=self.pool, Username=email, Password=password, Permanent=True
        )

    def change(self, email: str, *, name: str | None, role: str | None) -> User:
        """Change what is given; raises NotFound."""
        before = self._find(email)
        if name:
            boto3.client("cognito-idp").admin_update_user_attributes(
                UserPoolId=self.pool, Username=email, UserAttributes=_pairs({"name": name})
            )
        if role:
            self._set_role(email, role)
        return User(
            id=before.id, firm_id=before.firm_id, name=name or before.name, email=email, role=role or before.role
        )

    def remove(self, email: str) -> User:
        """Disable a user and end the sessions; tokens that are out expire within 15 minutes. Raises NotFound."""
        removed = self._find(email)
        cognito = boto3.client("cognito-idp")
        cognito.admin_disable_user(UserPoolId=self.pool, Username=email)
        cognito.admin_user_global_sign_out(UserPoolId=self.pool, Username=email)
        return removed

    def erase(self, email: str) -> None:
        """Delete a user and all that is known of them; one who is gone already stays gone."""
        cognito = boto3.client("cognito-idp")
        try:
            cognito.admin_user_global_sign_out(UserPoolId=self.pool, Username=email)
            cognito.admin_delete_user(UserPoolId=self.pool, Username=email)
        except cognito.exceptions.UserNotFoundException:
            pass

    def _set_role(self, email: str, role: str) -> None:
        cognito = boto3.client("cognito-idp")
        change = cognito.admin_add_user_to_group if role == "admin" else cognito.admin_remove_user_from_group
        change(UserPoolId=self.pool, Username=email, GroupName="admin")

    def _find(self, email: str) -> User:
        cognito = boto3.client("cognito-idp")
        try:
            found = cognito.admin_get_user(UserPoolId=self.pool, Username=email)
        except cognito.exceptions.UserNotFoundException:
            raise NotFound("There is no such user.") from None
        attributes = {pair["Name"]: pair["Value"] for pair in found["UserAttributes"]}
        pages = cognito.get_paginator("admin_list_groups_for_user").paginate(UserPoolId=self.pool, Username=email)
        groups = [group["GroupName"] for page in pages for group in page["Groups"]]
        role = "admin" if "admin" in groups else "member"
        return User(
            id=attributes["sub"],
            firm_id=attributes["custom:firm"],
            name=attributes.get("name", ""),
            email=email,
            role=role,
        )


def _pairs(attributes: dict[str, str]) -> Any:
    return [{"Name": name, "Value": value} for name, value in attributes.items()]
