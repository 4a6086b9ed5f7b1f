#include "privacy/knownsecrets.h"

#include "privacy/secretnames.h"
#include "privacy/textedges.h"

#include <algorithm>

namespace mimir {

void KnownSecrets::add(std::string_view kind, std::string_view value)
{
    if (m_kinds.size() >= kMost || !isTelling(value))
        return;
    const auto [entry, isNew] = m_kinds.emplace(value, kind);
    if (!isNew)
        return;
    m_search.add(entry->first, LetterCase::Exact, m_byId.size());
    m_byId.push_back(&*entry);
}

// A short word that is someone's password is also a word.
bool KnownSecrets::isTelling(std::string_view value)
{
    constexpr std::size_t shortest = 6, shortestWord = 10, longest = 4096;
    if (value.size() < shortest || value.size() > longest || isStandIn(value) || isPlainWord(value)
        || isExpression(value))
        return false;
    const bool word
        = std::ranges::all_of(value, [](char c) { return isLetter(c) || c == '-' || c == '_' || c == '.'; });
    const bool number
        = std::ranges::all_of(value, [](char c) { return isDigit(c) || c == '.' || c == ':' || c == '-'; });
    const bool path
        = value.front() == '/' || value.front() == '~' || value.find("://") != std::string_view::npos;
    return !number && !path && (!word || (value.size() >= shortestWord && !speaksOfSecrets(value)));
}

void KnownSecrets::find(std::string_view text, WorkBudget &budget, SecretFinds &finds) const
{
    if (m_device)
        m_device->find(text, budget, finds);
    if (isEmpty())
        return;
    budget.spend(text.size());
    std::size_t done = 0;
    m_search.each(text, [&](std::size_t at, std::size_t length, std::size_t id) {
        if (at < done || !budget.spend(length) || !beginsHere(text, at) || !endsHere(text, at + length))
            return;
        finds.push_back({at, at + length, m_byId[id]->second, {}});
        done = at + length;
    });
}

} // namespace mimir
