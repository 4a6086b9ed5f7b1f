#include "server/operations/importednames.h"

#include "server/operations/importline.h"
#include "server/sync/fieldstamps.h"

#include <algorithm>

namespace mimir::server {
namespace {

Result<std::int64_t> found(
    const std::map<std::string, std::int64_t> &names, const std::string &name, const char *what)
{
    const auto at = names.find(name);
    return at == names.end()
        ? Result<std::int64_t>(badLine(std::string(what) + " that the file has not named"))
        : Result<std::int64_t>(at->second);
}

} // namespace

void ImportedNames::addUser(const std::string &email, std::int64_t pk, Account account)
{
    m_users[email] = pk;
    if (account == Account::New)
        m_newUsers.push_back(pk);
}

void ImportedNames::addOrg(const std::string &id, std::int64_t pk, Place place)
{
    m_orgs[id] = pk;
    if (place == Place::Personal)
        m_personalOrgs.insert(pk);
}

void ImportedNames::addTeam(const std::string &id, std::int64_t pk, std::int64_t rev, Place place)
{
    m_teams[id] = pk;
    m_teamRevs[pk] = rev;
    if (place == Place::Personal)
        m_personalTeams.insert(pk);
}

void ImportedNames::addDevice(std::int64_t team, std::int64_t number, std::int64_t pk)
{
    m_devices[{team, number}] = pk;
}

bool ImportedNames::isNew(std::int64_t user) const
{
    return std::ranges::find(m_newUsers, user) != m_newUsers.end();
}

Result<std::int64_t> ImportedNames::userOf(const json::Object &line, std::string_view key) const
{
    return found(m_users, line.text(key).value_or(""), "an account");
}

Result<std::int64_t> ImportedNames::orgOf(const json::Object &line) const
{
    return found(m_orgs, line.text("organisation").value_or(""), "an organisation");
}

Result<std::int64_t> ImportedNames::teamOf(const json::Object &line) const
{
    return found(m_teams, line.text("team").value_or(""), "a team");
}

Result<SqlCell> ImportedNames::deviceOf(std::int64_t team, const std::optional<std::int64_t> &number) const
{
    if (!number)
        return SqlCell(nullptr);
    if (*number == 0)
        return SqlCell(std::int64_t(0));
    const auto at = m_devices.find({team, *number});
    return at == m_devices.end() ? Result<SqlCell>(badLine("a device that the file has not named"))
                                 : Result<SqlCell>(SqlCell(at->second));
}

Result<std::string> ImportedNames::stampsOf(std::int64_t team, const std::string &stamps) const
{
    const auto object = json::parseObject(stamps, json::Author::Store);
    MIMIR_TRY(object);
    json::Object renumbered;
    for (const json::Member &field : object->members()) {
        auto stamp = StoredStamp::fromJson(field.json);
        if (!stamp)
            return badLine("a stamp that cannot be read");
        const auto device = deviceOf(team, stamp->device);
        MIMIR_TRY(device);
        const auto *pk = std::get_if<std::int64_t>(&*device);
        if (!pk)
            return badLine("a stamp that cannot be read");
        stamp->device = *pk;
        renumbered.set(field.key, stamp->toJson());
    }
    return renumbered.toJson();
}

} // namespace mimir::server
