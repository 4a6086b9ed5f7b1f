// Asks for a file or a folder: the desktop's own dialog where there is one.
#pragma once

#include <QFileDialog>
#include <QString>

namespace mimir {

/// What to choose, by AcceptSave or AcceptOpen and the mode of the file. Empty = nothing was chosen.
struct FileQuestion {
    QString title;
    QString start; ///< the file or folder that is offered
    QFileDialog::AcceptMode accept = QFileDialog::AcceptOpen;
    QFileDialog::FileMode mode = QFileDialog::ExistingFile;
    QString filters = {};
};
QString chooseFile(QWidget *window, const FileQuestion &question);

} // namespace mimir
