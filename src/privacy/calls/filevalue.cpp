#include "privacy/calls/filevalue.h"

#include "core/text.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/quietprograms.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 58> kEnds {"txt", "md", "rst", "adoc", "json", "jsonl", "ndjson",
    "json5", "yaml", "yml", "toml", "ini", "cfg", "conf", "csv", "tsv", "xml", "log", "sql", "env", "lock",
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "ipynb", "properties", "gradle",
    "tf", "tfvars", "bak", "key", "pem", "crt", "cer", "db", "sqlite", "parquet", "png", "jpg", "jpeg", "gif",
    "svg", "webp", "zip", "tar", "gz", "diff", "patch", "plist", "service", "bat"};
// They end like code.
constexpr std::array<std::string_view, 16> kLibraries {"node.js", "next.js", "vue.js", "nuxt.js", "three.js",
    "express.js", "react.js", "ember.js", "backbone.js", "alpine.js", "chart.js", "d3.js", "moment.js",
    "socket.io", "discord.js", "discord.py"};

bool hasFileEnd(std::string_view value)
{
    const std::string name = asciiLowered(value.substr(value.find_last_of("/\\") + 1));
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0 || isOneOf(name, kLibraries))
        return false;
    const std::string_view end = std::string_view(name).substr(dot + 1);
    return isOneOf(end, kEnds) || (std::ranges::any_of(end, isLetter) && isSourceName(name));
}

// "workspace://src/a.c": what is no address of the web or of a database is one of a program's own files.
std::string_view withoutOwnScheme(std::string_view value)
{
    constexpr std::array<std::string_view, 22> others {"http", "https", "ftp", "ftps", "ws", "wss", "git",
        "ssh", "s3", "gs", "az", "postgres", "postgresql", "mysql", "mongodb", "redis", "amqp", "docker",
        "oci", "op", "data", "git+ssh"};
    const std::size_t end = value.find("://");
    const bool isOwn = end != std::string_view::npos && std::ranges::all_of(value.substr(0, end), [](char c) {
        return isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
    }) && !isOneOf(value.substr(0, end), others);
    return isOwn ? value.substr(end + 3) : value;
}

} // namespace

bool looksLikeFileValue(std::string_view value)
{
    constexpr std::size_t longest = 512;
    if (!value.starts_with("file:"))
        value = withoutOwnScheme(value);
    if (value.empty() || value.size() > longest || !looksLikePath(value)
        || (value.find("://") != std::string_view::npos && !value.starts_with("file:")))
        return false;
    if (value.find(' ') != std::string_view::npos)
        return value.size() < 80 && namesSecretFile(value) && looksLikeFile(value);
    if (isPlainlyPath(value) || (isSecretFile(value) && value.find('=') == std::string_view::npos))
        return true;
    return value.find_first_of("@(){}<>=,;") == std::string_view::npos && hasFileEnd(value);
}

} // namespace mimir
