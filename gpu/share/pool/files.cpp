#include "gpu/share/pool/files.h"

#include "core/json/parser.h"
#include "gpu/share/pool/errors.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr auto OwnerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

Result<> makeDirectory(const QString &path)
{
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, OwnerFile | QFileDevice::ExeOwner))
        return failure(errors::FileWrite, {{u"path"_s, path}});
    return {};
}

Result<> writePrivate(const QString &path, QByteArrayView bytes)
{
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.setPermissions(OwnerFile);
    if (!isOpen || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return failure(errors::FileWrite, {{u"path"_s, path}}, file.errorString());
    return {};
}

Result<QByteArray> readBounded(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(errors::NotFound, {{u"what"_s, path}});
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    QByteArray bytes = file.read(MaxFileBytes + 1);
    if (bytes.size() > MaxFileBytes)
        return failure(errors::PoolFile, {{u"path"_s, path}});
    return bytes;
}

Result<json::Value> readJson(const QString &path)
{
    const auto bytes = readBounded(path);
    if (!bytes)
        return failure(bytes.error());
    auto value = json::parse(*bytes, {.maxBytes = MaxFileBytes, .maxDepth = 8, .maxValues = 20'000});
    if (!value)
        return failure(errors::PoolFile, {{u"path"_s, path}}, value.error().code.toString());
    return value;
}

} // namespace ain::pool
