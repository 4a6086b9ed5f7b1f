#include "core/folderpath.h"

#include "core/qtext.h"
#include "core/text.h"

#include <QDir>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <sys/stat.h>
#include <unistd.h>

namespace mimir {
namespace {

// Longer texts cannot be folders on this file system: only their text is compared, nothing is looked up.
constexpr std::size_t kLongest = 4096;
constexpr int kMostLinks = 40;

// RFC 8089: the scheme is case-insensitive.
bool isFileAddress(std::string_view text)
{
    constexpr std::string_view kScheme = "file:";
    return asciiLowered(text.substr(0, kScheme.size())) == kScheme;
}

bool isThisComputer(const QString &host)
{
    return host.isEmpty() || host == QLatin1String("localhost")
        || host.compare(QSysInfo::machineHostName(), Qt::CaseInsensitive) == 0
        || host.startsWith(QLatin1String("127.")) || host == QLatin1String("::1");
}

// The path of a file: URL on this computer.
std::string addressedPath(std::string_view text)
{
    const QUrl url(toQString(text));
    return isThisComputer(url.host()) ? url.path(QUrl::FullyDecoded).toStdString() : std::string();
}

// The path as it was written, in the file system's notation; empty when it is not absolute.
std::string writtenPath(std::string_view text)
{
    std::string path(text);
    if (text == "~" || text.starts_with("~/"))
        path = QDir::homePath().toStdString() + std::string(text.substr(1));
    else if (isFileAddress(text) && text.size() <= kLongest)
        path = addressedPath(text);
    return path.starts_with('/') && path.find('\0') == std::string::npos ? path : std::string();
}

std::deque<std::string> partsOf(std::string_view path)
{
    std::deque<std::string> parts;
    while (!path.empty()) {
        const std::string_view part = takeUntil(path, '/');
        if (!part.empty() && part != ".")
            parts.emplace_back(part);
    }
    return parts;
}

void goUp(std::string &path)
{
    path.resize(path.empty() ? 0 : path.rfind('/'));
}

// Target of the link at `path`; empty when it is not a link. Sets `blocked` when it may not be read.
std::string linkAt(const std::string &path, bool &blocked)
{
    struct stat info { };
    std::array<char, kLongest> target {};
    if (::lstat(path.c_str(), &info) != 0) {
        blocked = blocked || (errno != ENOENT && errno != ENOTDIR);
        return {};
    }
    if (!S_ISLNK(info.st_mode))
        return {};
    const ssize_t size = ::readlink(path.c_str(), target.data(), target.size());
    blocked = blocked || size < 0;
    return size > 0 ? std::string(target.data(), static_cast<std::size_t>(size)) : std::string();
}

std::string walked(std::string_view path, bool followLinks, bool &blocked)
{
    std::deque<std::string> left = partsOf(path);
    std::string done;
    for (int links = 0; !left.empty();) {
        const std::string part = std::move(left.front());
        left.pop_front();
        if (part == "..") {
            goUp(done);
            continue;
        }
        const std::size_t before = done.size();
        done += '/' + part;
        const std::string target = followLinks && links < kMostLinks ? linkAt(done, blocked) : std::string();
        if (target.empty())
            continue;
        ++links;
        std::deque<std::string> through = partsOf(target);
        left.insert(left.begin(), through.begin(), through.end());
        done.resize(target.starts_with('/') ? 0 : before);
    }
    return done.empty() ? "/" : done;
}

std::string pathOf(std::string_view text, bool followLinks)
{
    const std::string written = writtenPath(text);
    bool blocked = false;
    return written.empty() ? std::string()
                           : walked(written, followLinks && written.size() <= kLongest, blocked);
}

bool isElsewhere(std::string_view text)
{
    const bool drive = text.size() > 2 && text[1] == ':' && (text[2] == '/' || text[2] == '\\');
    return drive || text.starts_with("\\\\") || text.find("://") != std::string_view::npos
        || isFileAddress(text);
}

} // namespace

std::string lexicalPath(std::string_view text)
{
    return pathOf(text, false);
}

std::string resolvedPath(std::string_view text)
{
    return pathOf(text, true);
}

bool isUndecidedFolder(std::string_view text)
{
    if (text.empty())
        return false;
    const std::string written = writtenPath(text);
    if (written.empty())
        return !isElsewhere(text);
    bool blocked = false;
    if (written.size() <= kLongest)
        (void)walked(written, true, blocked);
    return blocked;
}

std::vector<std::string> folderForms(std::string_view text)
{
    const std::string lexical = lexicalPath(text);
    if (lexical.empty())
        return {};
    std::vector<std::string> forms {lexical};
    if (text.size() > kLongest)
        return forms;
    for (std::string form : {resolvedPath(lexical), resolvedPath(text)})
        if (std::ranges::find(forms, form) == forms.end())
            forms.push_back(std::move(form));
    return forms;
}

} // namespace mimir
