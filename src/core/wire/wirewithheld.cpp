#include "core/wire/wirewithheld.h"

#include "core/json/jsonparts.h"
#include "core/wire/wiremembers.h"

#include <algorithm>
#include <array>

namespace mimir::wire {
namespace {

constexpr std::array<std::string_view, 6> kWithheldRules {
    "none", "secret", "environment", "file", "size", "metadata"};

} // namespace

std::string_view withheldRuleName(WithheldRule rule)
{
    return kWithheldRules[static_cast<std::size_t>(rule)];
}

std::optional<WithheldRule> withheldRuleFromName(std::string_view name)
{
    const auto at = std::find(kWithheldRules.begin(), kWithheldRules.end(), name);
    return at == kWithheldRules.end() ? std::nullopt
                                      : std::optional(static_cast<WithheldRule>(at - kWithheldRules.begin()));
}

std::string withheldJson(const std::vector<Withheld> &withheld)
{
    if (withheld.empty())
        return {};
    std::string list = "[";
    for (const Withheld &one : withheld) {
        list += list.size() > 1 ? ",{" : "{";
        appendText(list, "field", one.field);
        appendText(list, "rule", withheldRuleName(one.rule));
        list += '}';
    }
    return list + ']';
}

Result<std::vector<Withheld>> withheldFromJson(std::string_view canonicalText)
{
    const auto list = json::elementsIn(canonicalText);
    if (!list)
        return Error {ErrorCode::Validation, "_sync.withheld is not an array"};
    std::vector<Withheld> withheld;
    for (const std::string &element : *list) {
        const auto one = json::objectIn(element);
        if (!one || !one->text("field"))
            return Error {ErrorCode::Validation, "_sync.withheld has an element without a field"};
        const auto rule = withheldRuleFromName(one->text("rule").value_or(""));
        withheld.push_back({*one->text("field"), rule.value_or(WithheldRule::Secret)});
    }
    std::ranges::stable_sort(withheld, {}, &Withheld::field);
    const auto isRepeated = [](const Withheld &a, const Withheld &b) { return a.field == b.field; };
    withheld.erase(std::unique(withheld.begin(), withheld.end(), isRepeated), withheld.end());
    return withheld;
}

} // namespace mimir::wire
