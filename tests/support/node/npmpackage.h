// A published package that only a test needs, run by Node.js. Installed by npm into the build folder, by name and
// version; no script of it is run while installing.
#pragma once

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

namespace ain::test {

struct NpmPackage {
    QString node; ///< the program
    QString folder; ///< has node_modules
    QString missing; ///< why there is none: a reason to skip
};

/// `folder`: in the build folder; AIN_SDK_MODULES goes before it.
inline NpmPackage npmPackage(const QString &name, const QString &version, const QString &folder)
{
    using namespace Qt::StringLiterals;
    NpmPackage out;
    out.node = QStandardPaths::findExecutable(u"node"_s);
    if (out.node.isEmpty()) {
        out.missing = u"Node.js is not installed"_s;
        return out;
    }
    out.folder = qEnvironmentVariable("AIN_SDK_MODULES", folder);
    const auto isThere = [&] { return QDir(out.folder + u"/node_modules/"_s + name).exists(u"package.json"_s); };
    if (isThere())
        return out;
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (npm.isEmpty() || !QDir().mkpath(out.folder)) {
        out.missing = u"npm is not installed, and AIN_SDK_MODULES does not lead to %1"_s.arg(name);
        return out;
    }
    QProcess install;
    install.setWorkingDirectory(out.folder);
    install.start(npm,
                  {u"install"_s, u"--no-save"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s, u"--prefix"_s,
                   out.folder, name + u'@' + version});
    constexpr int patienceMs = 240'000;
    if (!install.waitForFinished(patienceMs))
        install.kill();
    if (!isThere())
        out.missing = u"%1 could not be installed (no network?)"_s.arg(name);
    return out;
}

} // namespace ain::test
