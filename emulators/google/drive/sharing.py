"""Drive v3: who else may open a file, and how much room is left."""

from __future__ import annotations

from emulators.google import masks, refusals
from emulators.google.calls import Call, reply
from emulators.google.drive.files import seen
from emulators.serving import Answer

ROLES = {"owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"}
KINDS = {"user": "emailAddress", "group": "emailAddress", "domain": "domain", "anyone": None}


def add(call: Call) -> Answer:
    """One more permission; the same one again is the same one. Administrators may forbid links for
    all.
    """
    file, said = seen(call, call.parts[0]), call.json
    kind, need = said.get("type"), KINDS.get(said.get("type", ""), "type")
    if kind not in KINDS or said.get("role") not in ROLES or (need and not said.get(need)):
        raise refusals.drive(400, "invalid", "The specified permission is invalid.")
    if kind in {"anyone", "domain"} and call.google.no_public_links == 400:
        raise refusals.drive(400, "publishOutNotPermitted", 'Bad Request. User message: ""')
    if kind in {"anyone", "domain"} and call.google.no_public_links:
        raise refusals.drive(403, "publishOutNotPermitted")
    id = (
        "anyoneWithLink"
        if kind == "anyone"
        else f"{sum(map(ord, str(said.get(need or ''))))}{len(str(kind))}k"
    )
    held = {"kind": "drive#permission", "id": id, "type": kind, "role": said["role"]}
    held |= {
        name: said[name]
        for name in ("emailAddress", "domain", "allowFileDiscovery")
        if name in said
    }
    file.permissions = [one for one in file.permissions if one["id"] != id] + [held]
    return reply(masks.pick(held, masks.parse(call.say("fields") or "kind,id,type,role")))


def show(call: Call) -> Answer:
    """All permissions of a file."""
    file = seen(call, call.parts[0])
    answer = {"kind": "drive#permissionList", "permissions": file.permissions}
    return reply(
        masks.pick(answer, masks.parse(call.say("fields") or "kind,permissions(kind,id,type,role)"))
    )


def remove(call: Call) -> Answer:
    """Takes one permission away."""
    file, id = seen(call, call.parts[0]), call.parts[1]
    if not any(one["id"] == id for one in file.permissions):
        raise refusals.drive(
            404, "notFound", f"Permission not found: {id}.", location="permissionId"
        )
    file.permissions = [one for one in file.permissions if one["id"] != id]
    return refusals.empty(204)


def about(call: Call) -> Answer:
    """Who asks and how much room is left; `fields` must be said."""
    if not call.say("fields"):
        message = "The 'fields' parameter is required for this method."
        raise refusals.drive(400, "required", message, location="fields", locationType="parameter")
    service = call.account.kind == "service_account"
    used = sum(file.size for file in call.google.files.values() if not file.drive)
    quota = {
        "limit": "0" if service else str(call.google.storage_limit),
        "usage": str(used),
        "usageInDrive": str(used),
    }
    user = {
        "kind": "drive#user",
        "displayName": call.account.email.split("@")[0],
        "emailAddress": call.account.email,
    }
    answer = {"kind": "drive#about", "user": user | {"me": True}, "storageQuota": quota}
    return reply(masks.pick(answer, masks.parse(call.say("fields"))))


def drives(call: Call) -> Answer:
    """The shared drives the account is a member of; `drive.file` does not reach this method."""
    if not any(scope.endswith(("/drive", "/drive.readonly")) for scope in call.account.scopes):
        raise refusals.drive(
            403, "insufficientPermissions", "Request had insufficient authentication scopes."
        )
    mine = [one for one in call.google.drives.values() if call.account.email in one["members"]]
    listed = [{"kind": "drive#drive", "id": one["id"], "name": one["name"]} for one in mine]
    return reply({"kind": "drive#driveList", "drives": listed})
