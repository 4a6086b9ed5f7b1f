#include "privacy/calls/shelleffect.h"

#include "privacy/calls/linejudge.h"
#include "privacy/calls/summary.h"

#include <algorithm>

namespace mimir {

ShellEffect effectOfLine(std::string_view line, std::string_view folder)
{
    LineJudge judge(folder);
    judge.judge(line, std::nullopt, 0);
    return judge.take();
}

ShellEffect effectOfWords(const std::vector<std::string> &words, std::string_view folder)
{
    shell::CommandLine line;
    shell::SimpleCommand &command = line.commands.emplace_back();
    for (const std::string &word : words)
        command.words.push_back({.text = word, .at = {}, .variables = {}, .isQuoted = true});
    LineJudge judge(folder);
    judge.judge(line, 0);
    return judge.take();
}

std::string withoutWritten(std::string_view line, const ShellEffect &effect, WrittenParts parts)
{
    auto written = effect.written;
    if (parts == WrittenParts::OnlySecret)
        std::erase_if(written, [](const auto &one) { return !one.isSecret; });
    std::ranges::sort(written, {}, [](const auto &one) { return one.at.from; });
    std::string out;
    std::size_t copied = 0;
    for (const auto &[at, isSecret] : written) {
        if (at.from < copied || at.to > line.size() || at.from >= at.to)
            continue;
        const std::string_view text = line.substr(at.from, at.to - at.from);
        out += line.substr(copied, at.from - copied);
        out += isSecret ? std::string(kSecretFileSummary) : fileSummary(text);
        out += text.ends_with('\n') ? "\n" : "";
        copied = at.to;
    }
    return out + std::string(line.substr(copied));
}

} // namespace mimir
