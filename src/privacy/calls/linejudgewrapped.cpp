// Programs with sub-commands that run others; the rest of the class is in linejudge.cpp.
#include "core/text.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/linejudge.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {

using shell::Word;

void LineJudge::find(const Part &part)
{
    const Words arguments = part.arguments();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        if (!isOption(arguments[i].text, "-exec -execdir -ok -okdir --exec --exec-batch -x -X"))
            continue;
        const Words run = arguments.subspan(i + 1);
        const auto end = std::ranges::find_if(
            run, [](const Word &word) { return word.text == ";" || word.text == "+"; });
        const auto size = static_cast<std::size_t>(end - run.begin());
        if (size > 0)
            this->part({part.line, part.command, run.first(size), part.depth + 1, true});
        i += size;
    }
}

// docker exec app …, docker compose run app …, kubectl exec pod -- …
void LineJudge::container(const Part &part)
{
    constexpr std::string_view valued
        = "-p -v -e --name --network --net -w --workdir -u --user --env --volume --publish --entrypoint "
          "--mount -m "
          "--memory --platform -l --label --env-file -h --hostname -n --namespace -c --container -f --file "
          "--project-directory --profile --cpus --gpus --add-host --image --restart --link --index --ulimit "
          "--shm-size --device --cap-add --security-opt --tmpfs";
    const Words arguments = part.arguments();
    const auto runs = std::ranges::find_if(arguments,
        [](const Word &word) { return word.text == "exec" || word.text == "run" || word.text == "debug"; });
    if (runs == arguments.end())
        return;
    const Words behind = arguments.subspan(static_cast<std::size_t>(runs - arguments.begin()) + 1);
    for (std::size_t i = 0; i < behind.size(); ++i) {
        if (isCommandLine(behind[i].text) && !behind[i].text.starts_with('-'))
            nestedLine(behind[i], part);
        if (behind[i].text.starts_with("--entrypoint")) {
            showFiles(part);
            const std::size_t equals = behind[i].text.find('=');
            if (equals != std::string::npos)
                judge(behind[i].text.substr(equals + 1), behind[i].at, part.depth + 1);
            else if (i + 1 < behind.size())
                nestedLine(behind[i + 1], part);
        }
    }
    const auto dashes = std::ranges::find(behind, std::string_view("--"), &Word::text);
    const auto operands = operandsOf(behind, valued);
    const Word *at = dashes != behind.end() && dashes + 1 != behind.end() ? &*(dashes + 1)
        : operands.size() > 1                                             ? operands[1]
                                                                          : nullptr;
    if (at)
        nestedPart(part, static_cast<std::size_t>(at - arguments.data()));
}

// "-c alias.x='!cat f'", "-c core.pager=…" run what they say.
void LineJudge::gitOptions(const Part &part)
{
    constexpr std::array<std::string_view, 17> harmless {"user.", "color.", "core.quotepath", "advice.",
        "init.", "commit.gpgsign", "core.autocrlf", "core.longpaths", "gc.", "pull.", "push.",
        "merge.conflict", "core.safecrlf", "http.version", "safe.directory", "protocol.", "tag.gpgsign"};
    const Words arguments = part.arguments();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string value = asciiLowered(arguments[i + 1].text);
        if (arguments[i].text != "-c" || value.find('=') == std::string::npos)
            continue;
        if (std::ranges::any_of(harmless, [&value](std::string_view key) { return value.starts_with(key); })
            || (value.find("pager=") != std::string::npos && value.find(' ') == std::string::npos))
            continue;
        showFiles(part);
        const std::size_t begin = arguments[i + 1].text.find('=') + 1;
        const bool isProgram = arguments[i + 1].text[begin] == '!';
        judge(arguments[i + 1].text.substr(begin + (isProgram ? 1 : 0)), arguments[i + 1].at, part.depth + 1);
    }
}

void LineJudge::git(const Part &part)
{
    gitOptions(part);
    const Words arguments = part.arguments();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string &text = arguments[i].text;
        if (text == "-C")
            m_folder = joinedPath(m_folder, arguments[i + 1].text);
        if (text == "foreach" || text == "--exec" || text == "-x") {
            nestedLine(arguments[i + 1], part);
            nestedPart(part, i + 1);
        } else if (text == "run" && i > 0 && arguments[i - 1].text == "bisect") {
            nestedPart(part, i + 1);
        }
    }
}

} // namespace mimir
