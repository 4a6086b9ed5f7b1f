#include "privacy/declaredenvironment.h"

#include "core/text.h"
#include "privacy/environmenttext.h"
#include "privacy/secretlooks.h"
#include "privacy/textedges.h"

#include <algorithm>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::size_t kWidest = 4096; ///< of a line

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

// "+ variables = {", "~ environment {", "app_settings = {"
bool opens(std::string_view line)
{
    static const re2::RE2 pattern(
        "[-+~\\s/]*\"?(?:environment|environment_variables|env_vars?|env|variables|app_settings|"
        "container_env|secrets?|string_data|secure_environment_variables)\"?\\s*=?\\s*[{\\[]\\s*"
        "(?:\\s#.*)?");
    const std::string_view end = trimmed(line);
    return (end.ends_with('{') || end.ends_with('[') || end.find('#') != std::string_view::npos)
        && re2::RE2::FullMatch(piece(line), pattern);
}

// "+ "A" = "b"", "value = "b"", "~ "A" = "b" -> "c""
void takeValues(std::string_view text, std::string_view line, SecretFinds &finds)
{
    static const re2::RE2 name("[-+~\\s/]*\"?[A-Za-z_][A-Za-z0-9_.-]*\"?\\s*=\\s*");
    static const re2::RE2 value("\"((?:[^\"\\\\]|\\\\.)*)\"(?:\\s*->\\s*)?");
    re2::StringPiece rest = piece(line), inside;
    if (!re2::RE2::Consume(&rest, name))
        return;
    while (re2::RE2::Consume(&rest, value, &inside)) {
        const std::string_view written(inside.data(), inside.size());
        const auto from = static_cast<std::size_t>(written.data() - text.data());
        if (!written.empty() && !isStandIn(written))
            finds.push_back({from, from + written.size(), kEnvironmentKind, {}});
    }
}

bool isNameMember(std::string_view line)
{
    static const re2::RE2 pattern("[-+~\\s/]*\"?name\"?\\s*=.*");
    return re2::RE2::FullMatch(piece(line), pattern);
}

} // namespace

void findDeclaredEnvironment(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size() / 8);
    if (!contains(text, " = \"", 1))
        return;
    int depth = 0; // of the block that is one
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = lineEnd(text, at);
        const std::string_view line = text.substr(at, std::min(end - at, kWidest));
        at = end + 1;
        if (depth == 0) {
            depth = (line.ends_with('{') || line.ends_with('[') || line.find('#') != std::string_view::npos)
                    && opens(line)
                ? 1
                : 0;
            continue;
        }
        budget.spend(line.size());
        if (!isNameMember(line))
            takeValues(text, line, finds);
        const std::string_view code = trimmed(line);
        depth += code.ends_with('{') || code.ends_with('[');
        depth
            -= code.starts_with('}') || code.starts_with(']') || code.ends_with(" }") || code.ends_with(" ]");
        depth = std::max(depth, 0);
    }
}

} // namespace mimir
