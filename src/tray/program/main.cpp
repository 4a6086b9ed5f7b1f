#include "core/standarddescriptors.h"
#include "core/version.h"
#include "tray/program/commandline.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    mimir::openStandardDescriptors();
    QCoreApplication::setApplicationVersion(QLatin1String(mimir::versionWithCommit()));
    return mimir::runTray(argc, argv);
}
