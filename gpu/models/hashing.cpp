// The state is only to be had from the plain functions, which OpenSSL 3 keeps but would rather not be called; they are
// as fast as the others.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "gpu/models/hashing.h"

#include "gpu/models/modellibrary.h"

#include <QFile>
#include <QtEndian>

#include <openssl/sha.h>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/stat.h>
#endif

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 PieceBytes = 4LL * 1024 * 1024;
constexpr qint64 StateEvery = 512LL * 1024 * 1024;
constexpr qsizetype StateBytes = 48;
constexpr char StateMark[] = "sha256/1"; // eight bytes: a later way of writing it down is told apart

tl::unexpected<Error> unreadableFile(const QString &path, const QString &why = {})
{
    return failure(errors::FileRead, {{u"path"_s, path}}, why);
}

} // namespace

Result<FileIdentity> FileIdentity::of(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat info{};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0 || !S_ISREG(info.st_mode))
        return unreadableFile(path);
    FileIdentity identity;
    identity.path = path;
    identity.size = info.st_size;
    identity.changedNs = qint64(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
    identity.inode = info.st_ino;
    return identity;
#else
    return unreadableFile(path);
#endif
}

class ResumableSha256::Context {
public:
    Context() { SHA256_Init(&context); }
    SHA256_CTX context{};
};

ResumableSha256::ResumableSha256() : m_context(std::make_unique<Context>()) { }

ResumableSha256::~ResumableSha256() = default;

void ResumableSha256::add(QByteArrayView bytes)
{
    SHA256_Update(&m_context->context, bytes.data(), std::size_t(bytes.size()));
    m_added += bytes.size();
}

QByteArray ResumableSha256::state() const
{
    if (m_added % 64 != 0)
        return {};
    QByteArray state(StateMark, 8);
    state.resize(StateBytes);
    for (int i = 0; i < 8; ++i)
        qToLittleEndian<quint32>(m_context->context.h[i], state.data() + 8 + 4 * i);
    qToLittleEndian<qint64>(m_added, state.data() + 40);
    return state;
}

bool ResumableSha256::restore(QByteArrayView state)
{
    m_context = std::make_unique<Context>();
    m_added = 0;
    if (state.size() != StateBytes || !state.startsWith(QByteArrayView(StateMark, 8)))
        return false;
    const auto added = qFromLittleEndian<qint64>(state.data() + 40);
    if (added < 0 || added % 64 != 0 || added > qint64(1) << 53)
        return false;
    for (int i = 0; i < 8; ++i)
        m_context->context.h[i] = qFromLittleEndian<quint32>(state.data() + 8 + 4 * i);
    const auto bits = quint64(added) * 8;
    m_context->context.Nl = quint32(bits & 0xffffffffU);
    m_context->context.Nh = quint32(bits >> 32);
    m_added = added;
    return true;
}

QString ResumableSha256::result()
{
    QByteArray digest(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    SHA256_Final(reinterpret_cast<unsigned char *>(digest.data()), &m_context->context);
    return QString::fromLatin1(digest.toHex());
}

QByteArray HashProgress::takeState()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_state, {});
}

void HashProgress::putState(QByteArray state)
{
    const std::lock_guard lock(m_mutex);
    m_state = std::move(state);
}

Result<QString> hashFile(const FileIdentity &identity, const QByteArray &state, HashProgress &progress)
{
    const auto before = FileIdentity::of(identity.path);
    if (!before)
        return failure(before.error());
    if (*before != identity)
        return failure(errors::ModelChanged, {{u"path"_s, identity.path}});
    QFile file(identity.path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unreadableFile(identity.path, file.errorString());
#ifdef Q_OS_LINUX
    // A hint: reading ahead pays, and its failing costs nothing.
    (void)::posix_fadvise(file.handle(), 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
    ResumableSha256 sha256;
    if (!state.isEmpty() && (!sha256.restore(state) || sha256.added() > identity.size || !file.seek(sha256.added())))
        return hashFile(identity, {}, progress);
    qint64 sinceState = 0;
    QByteArray piece(PieceBytes, Qt::Uninitialized);
    while (sha256.added() < identity.size) {
        progress.done = sha256.added();
        if (progress.cancelled) {
            progress.putState(sha256.state());
            return failure(errors::Cancelled);
        }
        // Whole pieces, so that the count stays a multiple of 64 until the end.
        const qint64 wanted = std::min(PieceBytes, identity.size - sha256.added());
        qint64 got = 0;
        while (got < wanted) {
            const qint64 now = file.read(piece.data() + got, wanted - got);
            if (now <= 0)
                return unreadableFile(identity.path, file.errorString());
            got += now;
        }
        sha256.add(QByteArrayView(piece).first(got));
        sinceState += got;
        if (sinceState >= StateEvery) {
            progress.putState(sha256.state());
            sinceState = 0;
        }
    }
    progress.done = identity.size;
    const auto after = FileIdentity::of(identity.path);
    if (!after || *after != identity)
        return failure(errors::ModelChanged, {{u"path"_s, identity.path}});
    return sha256.result();
}

} // namespace ain::models
