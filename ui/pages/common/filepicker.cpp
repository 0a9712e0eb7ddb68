#include "ui/pages/common/filepicker.h"

#include <QFileDialog>

namespace ain::ui {

namespace {

void pick(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
          QFileDialog::AcceptMode mode, bool asksToOverwrite, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title, suggested, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setOption(QFileDialog::DontConfirmOverwrite, !asksToOverwrite);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chosen = std::move(chosen)](const QString &path) {
        if (!path.isEmpty())
            chosen(path);
    });
    dialog->open();
}

} // namespace

void pickFileToOpen(QWidget *parent, const QString &title, const QString &filter,
                    std::function<void(const QString &)> chosen)
{
    pick(parent, title, {}, filter, QFileDialog::AcceptOpen, true, std::move(chosen));
}

void pickFilesToOpen(QWidget *parent, const QString &title, const QString &filter,
                     std::function<void(const QStringList &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent,
                     [chosen = std::move(chosen)](const QStringList &paths) {
                         if (!paths.isEmpty())
                             chosen(paths);
                     });
    dialog->open();
}

void pickFolder(QWidget *parent, const QString &title, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chosen = std::move(chosen)](const QString &path) {
        if (!path.isEmpty())
            chosen(path);
    });
    dialog->open();
}

void pickFileToSave(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
                    std::function<void(const QString &)> chosen)
{
    pick(parent, title, suggested, filter, QFileDialog::AcceptSave, true, std::move(chosen));
}

void pickNewFile(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
                 std::function<void(const QString &)> chosen)
{
    pick(parent, title, suggested, filter, QFileDialog::AcceptSave, false, std::move(chosen));
}

} // namespace ain::ui
