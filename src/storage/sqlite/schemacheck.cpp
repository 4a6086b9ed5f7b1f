#include "storage/sqlite/schemacheck.h"

#include <map>

namespace mimir {
namespace {

using Kind = SchemaFault::Kind;
using What = SchemaFault::What;

struct Objects {
    std::map<std::pair<Kind, std::string>, std::string> texts; ///< the SQL that created it
    std::map<std::string, std::string> columns;                ///< "table.column" -> its declaration
};

std::optional<Kind> kindFrom(std::string_view type)
{
    for (const Kind kind : {Kind::Table, Kind::Index, Kind::Trigger, Kind::View})
        if (type == kindName(kind))
            return kind;
    return std::nullopt;
}

// Versions of SQLite differ in the spaces and quotes that they leave in the SQL of an altered table.
std::string comparable(std::string_view sql)
{
    std::string out;
    for (const char c : sql)
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '"')
            out += c;
    return out;
}

Result<Objects> readObjects(Database &database)
{
    Objects found;
    {
        Query rows = database.once(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        while (rows.next())
            if (const auto kind = kindFrom(rows.text(0)))
                found.texts.emplace(std::pair(*kind, rows.string(1)), comparable(rows.text(2)));
        MIMIR_TRY(rows.status());
    }
    Query columns = database.once(
        "SELECT m.name || '.' || c.name, upper(c.type), c.\"notnull\", COALESCE(c.dflt_value, ''), c.pk "
        "FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
        "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    while (columns.next()) {
        std::string declared;
        for (int column = 1; column < 5; ++column)
            declared += columns.string(column) + '|';
        found.columns.emplace(columns.string(0), std::move(declared));
    }
    MIMIR_TRY(columns.status());
    return found;
}

Result<Objects> objectsOf(std::span<const Migration> steps)
{
    const auto made = Database::open(QStringLiteral(":memory:"));
    MIMIR_TRY(made);
    for (const Migration &step : steps)
        MIMIR_TRY((*made)->script(step.sql));
    return readObjects(**made);
}

bool isOfTable(std::string_view column, std::string_view table)
{
    return column.size() > table.size() && column.starts_with(table) && column[table.size()] == '.';
}

class Comparison {
public:
    Comparison(const Objects &expected, const Objects &present) : m_expected(expected), m_present(present) { }

    std::vector<SchemaFault> faults()
    {
        for (const auto &[object, sql] : m_expected.texts)
            compare(object.first, object.second, sql);
        for (const auto &[object, sql] : m_present.texts)
            if (object.first == Kind::Trigger && !m_expected.texts.contains(object))
                m_faults.push_back({What::Foreign, Kind::Trigger, object.second});
        return std::move(m_faults);
    }

private:
    void compare(Kind kind, const std::string &name, const std::string &sql)
    {
        const auto there = m_present.texts.find({kind, name});
        if (there == m_present.texts.end())
            return m_faults.push_back({What::Missing, kind, name});
        if (kind == Kind::Table && compareColumns(name))
            return;
        if (there->second != sql && !(kind == Kind::Table && hasMoreColumns(name)))
            m_faults.push_back({What::Different, kind, name});
    }

    bool compareColumns(const std::string &table)
    {
        bool any = false;
        for (const auto &[column, declared] : m_expected.columns) {
            if (!isOfTable(column, table))
                continue;
            const auto there = m_present.columns.find(column);
            if (there != m_present.columns.end() && there->second == declared)
                continue;
            m_faults.push_back(
                {there == m_present.columns.end() ? What::Missing : What::Different, Kind::Column, column});
            any = true;
        }
        return any;
    }

    // The SQL of such a table differs, without affecting our data.
    bool hasMoreColumns(const std::string &table) const
    {
        for (const auto &[column, declared] : m_present.columns)
            if (isOfTable(column, table) && !m_expected.columns.contains(column))
                return true;
        return false;
    }

    const Objects &m_expected;
    const Objects &m_present;
    std::vector<SchemaFault> m_faults;
};

} // namespace

std::string_view kindName(SchemaFault::Kind kind)
{
    switch (kind) {
    case Kind::Table:
        return "table";
    case Kind::Column:
        return "column";
    case Kind::Index:
        return "index";
    case Kind::Trigger:
        return "trigger";
    case Kind::View:
        return "view";
    }
    return {};
}

std::string_view whatName(SchemaFault::What what)
{
    return what == What::Missing ? "missing" : what == What::Different ? "different" : "foreign";
}

Result<std::set<std::string>> columnsOf(std::span<const Migration> steps)
{
    const auto made = objectsOf(steps);
    MIMIR_TRY(made);
    std::set<std::string> names;
    for (const auto &[column, declared] : made->columns)
        names.insert(column);
    return names;
}

Result<std::vector<SchemaFault>> schemaFaults(Database &database, std::span<const Migration> steps)
{
    const auto expected = objectsOf(steps);
    MIMIR_TRY(expected);
    const auto present = readObjects(database);
    MIMIR_TRY(present);
    return Comparison(*expected, *present).faults();
}

} // namespace mimir
