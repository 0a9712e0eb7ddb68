// What the kernel says of a process, apart from anything that the program under test says of it.
#pragma once

#include <QDir>
#include <QFile>

namespace ain::testing {

/// Of every thread: 'R', 'S', 'T' (stopped) …; empty: the process is gone (or nothing but a zombie).
inline QByteArray threadStates(qint64 pid)
{
    QByteArray states;
    const QString tasks = QStringLiteral("/proc/%1/task").arg(pid);
    const QStringList threads = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        QFile file(QStringLiteral("%1/%2/stat").arg(tasks, thread));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll();
        const qsizetype at = stat.lastIndexOf(')') + 2;
        if (at > 1 && at < stat.size() && stat[at] != 'Z' && stat[at] != 'X')
            states.append(stat[at]);
    }
    return states;
}

inline bool isStopped(qint64 pid)
{
    const QByteArray states = threadStates(pid);
    return !states.isEmpty() && states.count('T') == states.size();
}

/// User and system time of all its threads, in clock ticks.
inline qint64 ticks(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 12 ? fields[11].toLongLong() + fields[12].toLongLong() : -1;
}

} // namespace ain::testing
