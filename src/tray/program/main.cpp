#include "core/version.h"
#include "tray/program/commandline.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationVersion(QLatin1String(mimir::versionWithCommit()));
    return mimir::runTray(argc, argv);
}
