// Writes what comes down: `GET /api/v1/sync/pull` (core/wire/wire.h).
#pragma once

#include "core/wire/wirepage.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::wire {

/// Who owns a pulled row: the caller, or a teammate who shares it.
struct Owner {
    static constexpr Owner caller() { return {}; }
    /// `name`: the teammate's name, sent with conversations; must live as long as this.
    static constexpr Owner teammate(std::string_view name = {}) { return {false, name}; }

    bool isCaller = true;
    std::string_view name = {};
};

/// What is said of a row's fields besides their values, as JSON or empty.
struct FieldNotes {
    std::string at = {};       ///< Instants::toJson()
    std::string withheld = {}; ///< withheldJson()
};

/// Appends a row with its revision: `rowJson` is the canonical object from Record::toJson().
void appendRow(std::string &out, std::string_view rowJson, std::int64_t rev, Owner owner = Owner::caller(),
    const FieldNotes &notes = {});

/// Whether further pages follow.
enum class Rest : std::uint8_t { None, Follows };
constexpr Rest restIf(bool hasMore)
{
    return hasMore ? Rest::Follows : Rest::None;
}

/// Writes a page piece by piece, so that a server can copy stored rows straight into it.
class PageWriter {
public:
    void addRow(EntityType type, std::string_view rowJson, std::int64_t rev, Owner owner = Owner::caller(),
        const FieldNotes &notes = {});
    void addDeletion(const Deletion &deletion);
    void addConflict(const ConflictNote &note);
    std::size_t bytes() const;
    std::string finish(std::string_view cursor, Rest rest, Millis serverTimestamp, std::string_view epoch,
        std::optional<std::int64_t> position = std::nullopt);

private:
    std::string m_arrays[4];
    std::string m_deleted;
    std::string m_conflicts;
};

} // namespace mimir::wire
