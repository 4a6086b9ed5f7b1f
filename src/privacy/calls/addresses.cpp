#include "privacy/calls/addresses.h"

#include "core/text.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/quietprograms.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Word;

constexpr std::size_t kLongest = 2048;

// What the machines of clouds ask who they are; the keys of their roles and what they were started with are there, too.
constexpr std::array<std::string_view, 9> kMetadata {"169.254.169.254", "169.254.170.2", "169.254.170.23",
    "fd00:ec2::254", "100.100.100.200", "metadata.google.internal", "/computemetadata/", "metadata.azure.",
    "metadata.packet.net"};
constexpr std::array<std::string_view, 10> kStores {"$vault_addr", "${vault_addr", ":8200/v1/", "/v1/secret/",
    "/v1/kv/", "/v1/database/creds", "secretmanager.googleapis.com/", "://secretsmanager.",
    ".vault.azure.net/", "/v3/kv/range"};
// They are sent to nothing else.
constexpr std::array<std::string_view, 6> kHeaders {"x-vault-token:", "x-vault-request:", "metadata-flavor:",
    "metadata: true", "x-aws-ec2-metadata-token", "x-consul-token:"};
constexpr std::array<std::string_view, 10> kDiagnostics {"/actuator/env", "/actuator/configprops",
    "/actuator/heapdump", "/manage/env", "/management/env", "/debug/vars", "/debug/pprof/cmdline", "/phpinfo",
    "/info.php", "/_environment"};

template <std::size_t Size>
bool holdsAny(std::string_view text, const std::array<std::string_view, Size> &parts)
{
    return std::ranges::any_of(
        parts, [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

// A sentence that speaks of an address is none.
bool mayBeAddress(std::string_view text)
{
    return text.find_first_of(" \t\n") == std::string_view::npos
        && text.find_first_of("/:.") != std::string_view::npos;
}

// "localhost:8080/env?x=1": the last part of the path is all that says so.
bool endsInEnvironment(std::string_view address)
{
    const std::string_view path = address.substr(0, address.find_first_of("?#"));
    const bool isWeb = path.find("://") != std::string_view::npos || path.find(":/") != std::string_view::npos
        || path.starts_with("localhost");
    return isWeb && (path.ends_with("/env") || path.ends_with("/environ") || path.ends_with("/configprops"));
}

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

bool givesSecrets(std::string_view addressOrHeader)
{
    if (addressOrHeader.find_first_of("/:.") == std::string_view::npos)
        return false;
    const std::string lowered = asciiLowered(addressOrHeader.substr(0, kLongest));
    const bool isHeader = std::ranges::any_of(
        kHeaders, [&lowered](std::string_view header) { return lowered.starts_with(header); });
    return isHeader
        || (mayBeAddress(lowered) && (holdsAny(lowered, kMetadata) || holdsAny(lowered, kStores)));
}

bool givesEnvironment(std::string_view address)
{
    if (!mayBeAddress(address))
        return false;
    const std::string lowered = asciiLowered(address.substr(0, kLongest));
    return holdsAny(lowered, kDiagnostics) || endsInEnvironment(lowered);
}

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
