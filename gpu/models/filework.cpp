#include "gpu/models/filework.h"

#include "gpu/models/family.h"
#include "gpu/models/header.h"
#include "gpu/models/modellibrary.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <deque>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int DeepestFolder = 4;
constexpr int MostFiles = 5000;

QString idOf(const QString &path)
{
    const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.left(8).toHex());
}

bool isModelName(const QString &name)
{
    return name.endsWith(".safetensors"_L1, Qt::CaseInsensitive) || name.endsWith(".gguf"_L1, Qt::CaseInsensitive);
}

/// What people keep beside models and expect to be told about.
bool isPickleName(const QString &name)
{
    return name.endsWith(".ckpt"_L1, Qt::CaseInsensitive) || name.endsWith(".pt"_L1, Qt::CaseInsensitive)
        || name.endsWith(".pth"_L1, Qt::CaseInsensitive);
}

Result<> removeFiles(const QString &part)
{
    QFile::remove(part);
    QFile::remove(part + u".json"_s);
    return {};
}

} // namespace

Result<Record> readRecord(const QString &path)
{
    auto identity = FileIdentity::of(path);
    if (!identity)
        return failure(identity.error());
    const auto header = readHeader(path);
    if (!header)
        return failure(header.error());
    const Recognition found = recognise(*header);
    Record record;
    record.identity = *identity;
    Model &model = record.model;
    model.id = idOf(path);
    model.path = path;
    model.name = found.title.isEmpty() ? QFileInfo(path).completeBaseName() : found.title;
    model.kind = found.kind;
    model.format = header->format;
    model.family = found.family;
    model.weightType = header->weightType;
    model.bytes = identity->size;
    model.parameters = header->parameters;
    model.weightBytes = header->weightBytes;
    model.hasVae = found.hasVae;
    model.hasTextEncoder = found.hasTextEncoder;
    model.scale = found.scale;
    model.defaultSteps = found.defaultSteps;
    model.defaultGuidance = found.defaultGuidance;
    return record;
}

Result<FolderScan> scanFolder(const QString &root)
{
    if (!QFileInfo(root).isDir())
        return failure(errors::FileRead, {{u"path"_s, root}});
    FolderScan scan;
    std::deque<std::pair<QString, int>> folders{{root, 0}};
    while (!folders.empty()) {
        const auto [folder, depth] = folders.front();
        folders.pop_front();
        QDirIterator it(folder, QDir::AllEntries | QDir::NoDotAndDotDot);
        while (it.hasNext()) {
            it.next();
            const QFileInfo info = it.fileInfo();
            if (info.isDir()) {
                if (depth + 1 < DeepestFolder && !info.isSymLink())
                    folders.emplace_back(info.absoluteFilePath(), depth + 1);
            } else if ((isModelName(info.fileName()) || isPickleName(info.fileName()))
                       && scan.paths.size() < MostFiles) {
                scan.paths += info.absoluteFilePath();
            } else {
                ++scan.skipped;
            }
        }
    }
    scan.paths.sort();
    return scan;
}

bool isFileName(const QString &name)
{
    return name == QFileInfo(name).fileName() && !name.startsWith(u'.') && name.size() <= 200 && isModelName(name)
        && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint() && c != u'\\'; });
}

Result<> settle(const QString &part, const QString &target, const QString &sha256, HashProgress &progress)
{
    const auto identity = FileIdentity::of(part);
    if (!identity)
        return failure(identity.error());
    const auto found = hashFile(*identity, {}, progress);
    if (!found)
        return failure(found.error());
    if (*found != sha256) {
        (void)removeFiles(part);
        return failure(errors::DownloadMismatch, {{u"expected"_s, sha256}, {u"found"_s, *found}});
    }
    const auto header = readHeader(part);
    if (!header) {
        (void)removeFiles(part);
        return failure(header.error());
    }
    if (QFileInfo::exists(target))
        return failure(errors::FileExists, {{u"path"_s, target}});
    if (!QFile::rename(part, target))
        return failure(errors::FileWrite, {{u"path"_s, target}});
    QFile::remove(part + u".json"_s);
    return {};
}

} // namespace ain::models
