// Asks for a file or a folder, with the desktop's own dialog if there is one.
#pragma once

#include <QFileDialog>
#include <QString>

namespace mimir {

/// What to choose, by AcceptSave or AcceptOpen and the file mode. Returns empty if nothing was chosen.
struct FileQuestion {
    QString title;
    QString start; ///< the suggested file or folder
    QFileDialog::AcceptMode accept = QFileDialog::AcceptOpen;
    QFileDialog::FileMode mode = QFileDialog::ExistingFile;
    QString filters = {};
};
QString chooseFile(QWidget *window, const FileQuestion &question);

} // namespace mimir
