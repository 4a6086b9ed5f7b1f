#include "tray/widgets/filechooser.h"

#include "tray/widgets/questions.h"

#include <QFileInfo>
#include <QTimer>

namespace mimir {

QString chooseFile(QWidget *window, const FileQuestion &question)
{
    const QFileInfo start(question.start);
    QFileDialog dialog(
        window, question.title, start.isDir() ? question.start : start.path(), question.filters);
    dialog.setAcceptMode(question.accept);
    dialog.setFileMode(question.mode);
    dialog.setOption(QFileDialog::ShowDirsOnly, question.mode == QFileDialog::Directory);
    if (!start.isDir())
        dialog.selectFile(start.fileName());
    // Qt's own dialog creates its buttons when it is shown.
    QTimer::singleShot(0, &dialog, [&dialog] { dropButtonIcons(&dialog); });
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace mimir
