#include "cli/browser.h"

#include <QProcess>

namespace mimir::cli {

bool openInBrowser(const QUrl &url)
{
    const bool display
        = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (!display || (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")))
        return false;
    QProcess process;
    process.setProgram(QStringLiteral("xdg-open"));
    process.setArguments({QString::fromLatin1(url.toEncoded())});
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached();
}

} // namespace mimir::cli
