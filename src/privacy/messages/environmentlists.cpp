#include "privacy/messages/environmentlists.h"

#include "core/json/jsonrewriter.h"
#include "core/text.h"
#include "privacy/calls/callname.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/summary.h"

#include <algorithm>

namespace mimir {
namespace {

bool isVariable(std::string_view name)
{
    return !name.empty() && !isDigit(name.front()) && std::ranges::all_of(name, [](char c) {
        return isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    });
}

} // namespace

std::string withoutEnvironmentLists(std::string_view field, const std::string &json)
{
    if (json.find('=') == std::string::npos)
        return json;
    const bool mayNameOne = json.find("nv") != std::string::npos || json.find("NV") != std::string::npos
        || namesEnvironment(plainName(field));
    if (!mayNameOne)
        return json;
    return json::rewriteTexts(json, [field](const json::TextPlace &place, std::string &text) {
        const std::string_view name = place.around.empty() ? field : std::string_view(place.around.back());
        const std::size_t equals = text.find('=');
        if (place.isName || equals == std::string::npos || equals + 1 == text.size()
            || !namesEnvironment(plainName(name)))
            return;
        if (isVariable(std::string_view(text).substr(0, equals)) && !isSummary(text.substr(equals + 1)))
            text = text.substr(0, equals + 1) + std::string(kEnvironmentSummary);
    });
}

} // namespace mimir
