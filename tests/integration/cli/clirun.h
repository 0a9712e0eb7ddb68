// Running ain-studio-cli as scripts do: real processes, real files, one JSON value on standard output.
#pragma once

#include "core/json/parser.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

namespace ain::test {

using namespace Qt::StringLiterals;

struct Outcome {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    json::Value json; ///< of the whole standard output; null when it is not exactly one value

    [[nodiscard]] QString code() const { return json.at({u"error", u"code"}).toString(); }
};

inline Outcome runCli(const QStringList &arguments, const QByteArray &input = {}, const QByteArray &locale = {})
{
    QProcess process;
    if (!locale.isEmpty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, QString::fromLatin1(locale));
        process.setProcessEnvironment(environment);
    }
    process.start(QStringLiteral(AIN_CLI), arguments);
    if (!input.isEmpty())
        process.write(input);
    process.closeWriteChannel();
    Outcome outcome;
    if (!process.waitForFinished(120000)) {
        process.kill();
        process.waitForFinished();
        return outcome;
    }
    outcome.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    if (auto parsed = json::parse(outcome.out))
        outcome.json = std::move(*parsed);
    return outcome;
}

/// A data directory with its password file.
class CliBench {
public:
    /// An unprotected vault opens faster, for tests of many commands.
    explicit CliBench(bool isProtected = true)
    {
        if (isProtected)
            m_password = write(u"password"_s, "correct horse\n");
    }

    [[nodiscard]] bool isValid() const { return m_dir.isValid(); }
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] const QString &password() const { return m_password; }
    /// On the practice network, with --json.
    [[nodiscard]] Outcome run(const QStringList &arguments) const { return runOn(u"practice"_s, arguments); }
    /// Somebody of several, each with a data directory of that name, on the network at a URL.
    [[nodiscard]] QStringList lineOf(const QString &who, const QString &url, const QStringList &arguments) const
    {
        return QStringList{u"--data"_s, path(who), u"--network"_s, url, u"--password-file"_s, m_password, u"--json"_s}
        + arguments;
    }
    [[nodiscard]] Outcome runOn(const QString &network, const QStringList &arguments) const
    {
        QStringList line{u"--data"_s, path(u"data"_s), u"--network"_s, network, u"--json"_s};
        if (!m_password.isEmpty())
            line += {u"--password-file"_s, m_password};
        return runCli(line + arguments);
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write a test file");
        return file.fileName();
    }

private:
    QTemporaryDir m_dir;
    QString m_password;
};

} // namespace ain::test
