// The system's file dialogs without a nested event loop: the answer comes by callback, nothing when cancelled.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace ain::ui {

void pickFileToOpen(QWidget *parent, const QString &title, const QString &filter,
                    std::function<void(const QString &)> chosen);
void pickFilesToOpen(QWidget *parent, const QString &title, const QString &filter,
                     std::function<void(const QStringList &)> chosen);
void pickFolder(QWidget *parent, const QString &title, std::function<void(const QString &)> chosen);
void pickFileToSave(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
                    std::function<void(const QString &)> chosen);
/// The same without an offer to overwrite: for files that may only be new.
void pickNewFile(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
                 std::function<void(const QString &)> chosen);

} // namespace ain::ui
