// The cost of a tray that does nothing: our libraries, an icon and a menu. Its heartbeat, when logged, shows
// what the computer itself does to a thread that only waits.
#include "tray/program/heartbeat.h"

#include <QApplication>
#include <QIcon>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QSqlDatabase>
#include <QSvgRenderer>
#include <QSystemTrayIcon>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const QNetworkAccessManager network;
    const QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    const QSvgRenderer drawing;
    QMenu menu;
    menu.addAction(QStringLiteral("Quit"), &application, &QCoreApplication::quit);
    QSystemTrayIcon icon(QIcon::fromTheme(QStringLiteral("mimir-sync-synced")));
    icon.setContextMenu(&menu);
    icon.show();
    mimir::Heartbeat::startWhereWanted(&application);
    return QApplication::exec();
}
