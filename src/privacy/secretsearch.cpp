#include "privacy/secretsearch.h"

#include "privacy/declaredenvironment.h"
#include "privacy/decodedtext.h"
#include "privacy/environmenttext.h"
#include "privacy/groupedvalues.h"
#include "privacy/hiddentext.h"
#include "privacy/keyblocks.h"
#include "privacy/namedvalues.h"
#include "privacy/spokenvalues.h"
#include "privacy/urlsecrets.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr int kLayers = 3; ///< JSON in JSON in an address is three

std::size_t placeholderLength(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 64;
    const std::size_t end = text.substr(at, longest).find(']');
    return end == std::string_view::npos ? 0 : end + 1;
}

struct Span {
    std::size_t from, to;
};

std::vector<Span> replacedIn(std::string_view text)
{
    constexpr std::string_view mark = "[withheld ";
    std::vector<Span> out;
    for (std::size_t at = text.find(mark); at != std::string_view::npos;
         at = text.find(mark, at + mark.size()))
        if (const std::size_t length = placeholderLength(text, at); length > 0)
            out.push_back({at, at + length});
    return out;
}

// What is left of a find beside what was already replaced; pieces of words are no longer a secret.
SecretFinds withoutReplaced(std::string_view text, SecretFinds finds)
{
    const std::vector<Span> replaced = replacedIn(text);
    if (replaced.empty())
        return finds;
    SecretFinds out;
    for (SecretFind &find : finds) {
        auto next = std::ranges::upper_bound(replaced, find.from, {}, &Span::to);
        if (next == replaced.end() || next->from >= find.to) {
            out.push_back(std::move(find));
            continue;
        }
        std::size_t from = find.from;
        for (; from < find.to; ++next) {
            const bool last = next == replaced.end() || next->from >= find.to;
            const std::size_t to = last ? find.to : std::max(next->from, from);
            if (looks(SecretLook::Random, text.substr(from, to - from)))
                out.push_back({from, to, find.kind, {}});
            if (last)
                break;
            from = next->to;
        }
    }
    return out;
}

// Overlapping finds are one secret: no part of it stays.
SecretFinds merged(SecretFinds finds)
{
    SecretFinds out;
    for (SecretFind &find : finds) {
        if (out.empty() || find.from >= out.back().to) {
            out.push_back(std::move(find));
        } else if (find.to > out.back().to) {
            out.back().to = find.to;
            out.back().value.clear();
        }
    }
    return out;
}

SecretFinds inOrder(std::string_view text, SecretFinds finds)
{
    std::ranges::stable_sort(finds, {}, &SecretFind::from);
    return merged(withoutReplaced(text, std::move(finds)));
}

} // namespace

SecretFinds SecretSearch::in(std::string_view text)
{
    SecretFinds finds;
    look(text, kLayers, finds);
    return inOrder(text, std::move(finds));
}

SecretFinds SecretSearch::with(SecretFinds finds, std::string_view text)
{
    if (m_known)
        SecretSearch(m_budget, *m_known).look(text, kLayers, finds);
    return inOrder(text, std::move(finds));
}

void SecretSearch::look(std::string_view text, int layers, SecretFinds &finds)
{
    if (m_budget.isUsedUp())
        return;
    if (!m_onlyKnown)
        lookForNew(text, finds);
    if (m_known)
        m_known->find(text, m_budget, finds);
    if (layers == 0)
        return;
    lookDecoded(text, layers - 1, finds);
    lookHidden(text, layers - 1, finds);
}

SecretFinds SecretSearch::of(const KnownSecrets &known, WorkBudget &budget, std::string_view text)
{
    return known.isEmpty() ? SecretFinds() : SecretSearch(budget, known).in(text);
}

// In the order of what says most about a secret: of two finds at one place, the first one gives the kind.
void SecretSearch::lookForNew(std::string_view text, SecretFinds &finds)
{
    findKeyBlocks(text, m_budget, finds);
    findTokens(text, m_rules, m_budget, finds);
    findUrlSecrets(text, m_budget, finds);
    findNamedValues(text, m_budget, finds);
    findSpokenValues(text, m_budget, finds);
    findEnvironment(text, m_budget, finds);
    findDeclaredEnvironment(text, m_budget, finds);
    findGroupedValues(text, m_budget, finds);
}

void SecretSearch::lookDecoded(std::string_view text, int layers, SecretFinds &finds)
{
    m_budget.spend(text.size() / 4);
    const auto decoded = DecodedText::of(text);
    if (!decoded)
        return;
    SecretFinds inner;
    look(decoded->text(), layers, inner);
    for (SecretFind &find : inner) {
        const std::size_t from = decoded->original(find.from), to = decoded->original(find.to);
        if (find.value.empty())
            find.value = decoded->text().substr(find.from, find.to - find.from);
        finds.push_back({from, to, find.kind, std::move(find.value)});
    }
}

void SecretSearch::lookHidden(std::string_view text, int layers, SecretFinds &finds)
{
    m_budget.spend(text.size() / 4);
    for (const HiddenText &hidden : base64In(text)) {
        if (m_budget.isUsedUp())
            return;
        SecretFinds inner;
        look(hidden.text, std::min(layers, 1), inner);
        if (!inner.empty())
            finds.push_back({hidden.from, hidden.to, inner.front().kind, {}});
    }
}

} // namespace mimir
