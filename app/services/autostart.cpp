#include "app/services/autostart.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 MaxEntryBytes = 64 * 1024;
}

AutoStart::AutoStart(QString folder, QString program, QStringList arguments)
    : m_folder(std::move(folder)), m_program(std::move(program)), m_arguments(std::move(arguments))
{
}

QString AutoStart::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/autostart"_s;
}

bool AutoStart::isPossible()
{
#ifdef Q_OS_LINUX
    return !QFile::exists(u"/.flatpak-info"_s);
#else
    return false;
#endif
}

QString AutoStart::file() const { return m_folder + u"/ain-studio.desktop"_s; }

bool AutoStart::isOn() const
{
    QFile entry(file());
    if (!entry.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : entry.read(MaxEntryBytes).split('\n')) {
        if (line.trimmed().toLower() == "hidden=true")
            return false;
    }
    return true;
}

QString AutoStart::quoted(const QString &argument)
{
    QString out = u"\""_s;
    for (const QChar c : argument) {
        // A backslash is written twice for the quotes, and all of it once more for the entry's own escapes.
        if (c == u'\\')
            out += u"\\\\\\\\"_s;
        else if (c == u'"' || c == u'`' || c == u'$')
            out += u"\\\\"_s + c;
        else if (c == u'%')
            out += u"%%"_s;
        else if (c.category() != QChar::Other_Control)
            out += c;
    }
    return out + u'"';
}

Result<> AutoStart::set(bool on) const
{
    const QVariantMap args{{u"path"_s, file()}};
    if (!on) {
        if (QFile::exists(file()) && !QFile::remove(file()))
            return failure(errors::FileWrite, args);
        return {};
    }
    QStringList exec{quoted(m_program)};
    for (const QString &argument : m_arguments)
        exec += quoted(argument);
    const QString entry = u"[Desktop Entry]\nType=Application\nName=AIN Studio\nExec=%1\nIcon=ain-studio\n"
                          "Terminal=false\nX-GNOME-Autostart-enabled=true\n"_s.arg(exec.join(u' '));
    QDir().mkpath(m_folder);
    QSaveFile out(file());
    if (!out.open(QIODevice::WriteOnly) || out.write(entry.toUtf8()) < 0 || !out.commit())
        return failure(errors::FileWrite, args, out.errorString());
    return {};
}

} // namespace ain::app
