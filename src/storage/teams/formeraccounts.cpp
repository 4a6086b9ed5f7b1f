#include "storage/teams/formeraccounts.h"

#include "core/text.h"
#include "storage/tables/storesettings.h"

namespace mimir {
namespace {

// "server|organisation", one per line.
constexpr std::string_view kFormerAccounts = "former_accounts";

} // namespace

std::vector<FormerAccount> FormerAccounts::list() const
{
    const std::string text = StoreSettings(m_database).text(kFormerAccounts);
    std::vector<FormerAccount> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::string line(lineAt(text, at));
        if (const std::size_t bar = line.rfind('|'); bar != std::string::npos)
            found.push_back({line.substr(0, bar), line.substr(bar + 1)});
        at = nextLine(text, at);
    }
    return found;
}

Result<void> FormerAccounts::note(const FormerAccount &account)
{
    StoreSettings settings(m_database);
    const std::string line = account.server + '|' + account.orgSlug + '\n';
    const std::string known = settings.text(kFormerAccounts);
    if (('\n' + known).find('\n' + line) != std::string::npos)
        return {};
    return settings.set(kFormerAccounts, known + line);
}

Result<void> FormerAccounts::forget()
{
    return StoreSettings(m_database).remove(kFormerAccounts);
}

} // namespace mimir
