// The device's store. One file, shared by the tray, the command line and agents.
//
// Entities: conversations, messages, tool_calls, audit_logs. Columns are the wire's fields (core/records/entity.h)
// under their own names, plus local ones that are never sent:
//   pk         integer key of the outbox
//   team       bound once, then never moved (teams.pk); NULL = not yet
//   base_rev   revision the row was last synced at
//   edited_at  instant of the last local edit, server time
//   deleted    1 = deleted here, until the server has confirmed it; then the row is removed
//   extra      unknown fields as one JSON object, and later ones whose value is of another kind than their column
//              (LocalRow), passed on
//   said       of messages, computed: 2 = a prompt or a reply, 1 = another text, 0 = nothing to read
//   instants   when each field was edited (fieldinstants.h)
// conversations_of_other_accounts are those of an account other than the present one (teams_of_other_accounts): their
// `visibility` stays, they are not deleted, and what is edited of their rows waits in others_edits, one row per field,
// for the choice of that account (OthersEdits):
//   was, value the value as the account left it, or as a server has sent it since, and the one that is here
//   made_under the account that was signed in
//   at, base_rev, state of the edit, as in the outbox
// Totals and last activity are the view conversation_totals: derived, never queued, never a conflict.
//
// sync_queue is the outbox: at most one row per entity, written by triggers, so that a plain INSERT, UPDATE
// or DELETE from any language is queued in its own transaction. It holds no copy of the data: the latest row
// is read when a batch is built. Triggers are silent while sync_applying has a row; only a pull or an
// acknowledgement puts one there, inside its own transaction.
//   action     0 create, 1 update, 2 delete
//   changed    {field: instant} of every edited field; "*": all fields within `extra` (a foreign
//              writer's edit of it)
//   base_rev   revision the edit was made on
//   known_rev  deletes: pull position when the user pressed delete
//   op_seq     assigned durably before the first byte is sent; NULL again as soon as the entity changes
//              ("abandoned")
//   state      0 ready, 1 failed (until retried), 2 held (privacy mode), 3 kept here forever, 4 made while another
//              account than the conversation's was signed in, until that one's choice
//   made_under the account that was signed in then; NULL = the conversation's own, or none
//   offer      1 = the server of an earlier history had acknowledged the row: it is not an edit (wire::Offer)
//   reform     1 = what is withheld of the row today was sent before (wire::Item::forPrivacy)
// sync_counts has the number of outbox rows per (team, state); team 0 = unbound. Reading it costs the same
// at any size.
//
// A DELETE is turned into `deleted = 1` by a BEFORE trigger; audit entries refuse UPDATE and DELETE.
#pragma once

#include "storage/sqlite/migrations.h"

#include <vector>

namespace mimir {

/// The steps of schema/, oldest first, exactly as they were released: literal SQL, whatever the entity table
/// says today. A new field needs a new step that adds its column and recreates its triggers.
/// The same step moves values out of `extra`, where the field was an unknown one until then: with a row in
/// sync_applying, so that nothing is queued, and with the instant of "*" in `changed` also stored under its
/// name, so that a waiting edit is sent (tst_goldenstores, fieldMovesOutOfExtraUnqueued).
const std::vector<Migration> &storeMigrations();

/// What all steps make of an empty database, in one.
const WholeSchema &storeSchema();

} // namespace mimir
