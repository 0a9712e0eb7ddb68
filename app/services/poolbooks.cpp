#include "app/services/poolbooks.h"

#include "core/base/filelock.h"
#include "gpu/share/pool/errors.h"

#include <QDir>
#include <QFile>
#include <QNetworkInterface>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

bool isEverywhere(const QString &listen) { return listen == u"0.0.0.0" || listen == u"::"; }

} // namespace

PoolBooks::PoolBooks(const QString &dataDirectory) : m_directory(dataDirectory + u"/pool"_s) { }

bool PoolBooks::isServing() const
{
    const QString file = hub().lockFile();
    if (!QFile::exists(file))
        return false;
    const auto lock = FileLock::take(file);
    return !lock && lock.error().code == errors::FileLocked;
}

Result<pool::Membership> PoolBooks::join(QByteArrayView invitation) const
{
    if (const auto known = membership())
        return failure(errors::PoolIsMember, {{u"name"_s, known->box}});
    auto invited = pool::membershipFromInvite(invitation);
    if (!invited)
        return failure(invited.error());
    if (const auto saved = pool::saveMembership(m_directory, *invited); !saved)
        return failure(saved.error());
    return invited;
}

Result<QString> PoolBooks::leave() const
{
    const auto known = membership();
    if (!known)
        return failure(known.error());
    if (hub().exists())
        return failure(errors::PoolIsMember, {{u"name"_s, known->box}});
    if (const auto gone = pool::forgetMembership(m_directory); !gone)
        return failure(gone.error());
    QFile::remove(askedFile()); // it comes no more
    return known->box;
}

Result<> PoolBooks::dissolve() const
{
    const pool::Hub own = hub();
    if (own.exists()) {
        const auto lock = FileLock::take(own.lockFile());
        if (!lock)
            return failure(lock.error());
        const QString folder = m_directory + u"/hub"_s;
        // The books first: without them nobody takes what is left for a pool.
        if (!QFile::remove(own.bookFile()) || !QDir(folder).removeRecursively())
            return failure(errors::FileWrite, {{u"path"_s, folder}});
    }
    QFile::remove(askedFile());
    return pool::forgetMembership(m_directory);
}

Result<QString> PoolBooks::reachedAt() const
{
    const auto book = hub().book();
    if (!book)
        return failure(book.error());
    const QString listen = book->settings.listen;
    return isEverywhere(listen) ? ownAddresses().value(0, u"127.0.0.1"_s) : listen;
}

QStringList PoolBooks::ownAddresses()
{
    QStringList four;
    QStringList six;
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : all) {
        if (address.isLoopback() || address.isLinkLocal())
            continue;
        QStringList &list = address.protocol() == QAbstractSocket::IPv4Protocol ? four : six;
        if (pool::isHost(address.toString()))
            list.append(address.toString());
    }
    return four + six;
}

Result<> PoolBooks::saveInvitation(const SecretBytes &invitation, const QString &path)
{
    if (QFile::exists(path))
        return failure(errors::FileExists, {{u"path"_s, path}});
    // Unbuffered: no copy of the secret stays in a stream's memory.
    QFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const QByteArrayView text = invitation.bytes();
    if (isOpen && file.write(text.data(), text.size()) == text.size() && file.write("\n", 1) == 1)
        return {};
    const QString why = file.errorString();
    if (isOpen)
        file.remove();
    return failure(errors::FileWrite, {{u"path"_s, path}}, why);
}

Result<SecretBytes> PoolBooks::readInvitation(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    SecretBytes text(std::size_t(pool::MaxInviteBytes) + 1);
    qint64 size = 0;
    while (size < qint64(text.size())) {
        const qint64 count = file.read(reinterpret_cast<char *>(text.data()) + size, qint64(text.size()) - size);
        if (count < 0)
            return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
        if (count == 0)
            break;
        size += count;
    }
    if (size == 0 || size > pool::MaxInviteBytes)
        return failure(errors::PoolInvite, {{u"what"_s, u"size"_s}});
    return text.part(0, std::size_t(size));
}

} // namespace ain::app
