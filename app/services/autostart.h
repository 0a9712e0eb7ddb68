// Starting with the session: a desktop entry in the user's autostart folder (XDG Autostart), nothing else.
#pragma once

#include "core/base/result.h"

#include <QString>

namespace ain::app {

/// `folder`: "$XDG_CONFIG_HOME/autostart". Thread: any.
class AutoStart {
public:
    /// `arguments` follow the program in the entry's Exec line.
    AutoStart(QString folder, QString program, QStringList arguments);

    [[nodiscard]] static QString defaultFolder();
    /// False inside a sandbox that hides the folder (Flatpak) and on systems that have none.
    [[nodiscard]] static bool isPossible();
    /// An entry of ours that is not switched off by "Hidden".
    [[nodiscard]] bool isOn() const;
    /// Errors: FileWrite.
    [[nodiscard]] Result<> set(bool on) const;
    [[nodiscard]] QString file() const;
    /// One argument of an Exec line, quoted as the Desktop Entry Specification asks.
    [[nodiscard]] static QString quoted(const QString &argument);

private:
    QString m_folder;
    QString m_program;
    QStringList m_arguments;
};

} // namespace ain::app
