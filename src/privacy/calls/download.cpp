#include "privacy/calls/download.h"

#include "privacy/calls/filevalue.h"
#include "privacy/calls/quietprograms.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Word;

bool isOfThisComputer(std::string_view address)
{
    return std::ranges::any_of(
        std::array<std::string_view, 5> {"localhost", "127.0.0.", "0.0.0.0", "[::1]", "host.docker.internal"},
        [address](std::string_view host) { return address.find(host) != std::string_view::npos; });
}

bool isForeignAddress(const Word *word)
{
    const std::string_view text = word->text;
    return !text.starts_with("file:") && !text.starts_with('/') && !text.starts_with('.')
        && !isFileOfThisComputer(text);
}

} // namespace

bool isFileOfThisComputer(std::string_view address)
{
    if (!isOfThisComputer(address))
        return false;
    if (const std::size_t scheme = address.find("://"); scheme != std::string_view::npos)
        address.remove_prefix(scheme + 3);
    const std::size_t path = address.find('/');
    return path != std::string_view::npos
        && address.substr(path, address.find_first_of("?#") - path).find('.') != std::string_view::npos;
}

bool printsNamedFile(const std::string &name, Words arguments)
{
    constexpr std::string_view savesCurl = "-o* --output* -O --remote-name* -I --head",
                               printsWget = "-O- -qO- --output-document=-";
    const bool isDash = std::ranges::find(arguments, "-", &Word::text) != arguments.end();
    const bool prints = name == "wget" ? isDash || hasOption(arguments, printsWget)
                                       : !hasOption(arguments, savesCurl) || isDash;
    return prints && std::ranges::any_of(arguments, [](const Word &word) {
        std::string_view address = word.text;
        address = address.substr(0, address.find_first_of("?#"));
        const std::size_t scheme = address.find("://");
        if (scheme == std::string_view::npos || address.find('/', scheme + 3) == std::string_view::npos)
            return false;
        const bool isRaw = address.find("://raw.") != std::string_view::npos
            || address.find("/raw/") != std::string_view::npos;
        return isRaw || looksLikeFileValue(address.substr(address.rfind('/') + 1));
    });
}

bool isPlainDownload(const std::string &name, Words arguments)
{
    constexpr std::string_view valued
        = "-X -H -o -A -e -u -m -w -b -c -d --request --header --output --user --max-time --retry --data "
          "--data-raw --connect-timeout --user-agent --write-out -P -O -T";
    constexpr std::array<std::string_view, 14> reads {"-T", "--upload-file", "-K", "--config", "-F", "--form",
        "-i@", "--input-file", "--netrc-file", "--trace", "--data-urlencode", "--variable", "--post-file",
        "--body-file"};
    if (name == "wget" && hasOption(arguments, "-i"))
        return false;
    return std::ranges::all_of(operandsOf(arguments, valued), isForeignAddress)
        && std::ranges::none_of(arguments, [&reads](const Word &word) {
               const std::string_view text = word.text;
               return text.starts_with('@') || text.find("=@") != std::string_view::npos
                   || text.find("file:") != std::string_view::npos || namesTerminal(text)
                   || text.starts_with("-d@") || std::ranges::any_of(reads, [text](std::string_view option) {
                          return option.size() == 2 ? text == option : text.starts_with(option);
                      });
           });
}

} // namespace mimir
