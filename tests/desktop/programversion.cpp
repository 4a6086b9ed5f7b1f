// The version of the program in the windows of every test, as long as that of a build: main() sets it otherwise.
#include <QCoreApplication>

namespace {

void setVersion()
{
    QCoreApplication::setApplicationVersion(QStringLiteral(MIMIR_VERSION " (1a2b3c4d5e)"));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(setVersion)
