// What is made in a conversation while an account other than its own is signed in (schema.h): new rows wait in the
// outbox (Outbox::State::OtherAccount), edits of the account's own rows field by field in others_edits, so that what
// it changes of them itself is sent without them. Nothing of it is sent before that account decides so
// (AccountRegistry::sendAsPresent).
#pragma once

#include "storage/tables/entitytable.h"

#include <optional>
#include <string_view>

namespace mimir {

class OthersEdits {
public:
    explicit OthersEdits(Database &database) : m_database(database) { }

    /// The row as its own account left it; nullopt = it is gone.
    Result<std::optional<LocalRow>> ownRow(EntityType type, std::int64_t pk) const;
    Result<void> takeOut(LocalRow &row) const;
    /// The row was made equal to the server's: what waits is shown again. Only inside TriggerSuppressor.
    Result<void> putBack(EntityType type, std::int64_t pk);
    /// The account's own change of the row, made on revision `from`, became `rev` with nothing in between: edits that
    /// were made on top of it are edits of that revision.
    Result<void> raiseBase(EntityType type, std::int64_t pk, std::int64_t from, std::int64_t rev);
    /// What the present account has edited in another's row is never sent; false = it is not another's.
    Result<bool> keepHere(EntityType type, std::int64_t pk);
    /// Whether another account than the present one decides on this row.
    Result<bool> isOfAnother(EntityType type, std::string_view id) const;

    /// How many rows of conversations have edits that wait.
    Result<std::int64_t> count() const;
    /// What was made while `account` was signed in is the present account's from now on. Returns how many
    /// rows it is in. Only inside a transaction.
    Result<int> release(std::string_view account);

private:
    Result<int> rows(std::string_view account) const;
    Result<void> queue(EntityType type, std::string_view account);
    Result<void> date(std::string_view account);

    Database &m_database;
};

} // namespace mimir
