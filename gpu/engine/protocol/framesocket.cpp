#include "gpu/engine/protocol/framesocket.h"

#include "gpu/engine/protocol/errors.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr char MagicA = 'A';
constexpr char MagicE = 'E';
constexpr std::size_t ReadBytes = 64 * 1024;
constexpr int ReadsAtOnce = 32; // lets the owner's loop breathe under a flood

tl::unexpected<Error> broken(QString what) { return failure(errors::EngineProtocol, {{u"what"_s, std::move(what)}}); }

struct Chunk {
    QByteArray bytes = {};
    std::vector<UniqueFd> descriptors = {};
    bool isEmpty = false; ///< nothing to read now
};

Result<Chunk> readChunk(int fd)
{
    Chunk chunk;
    chunk.bytes.resize(qsizetype(ReadBytes));
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * MaxDescriptors)> control{};
    iovec part{.iov_base = chunk.bytes.data(), .iov_len = ReadBytes};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    ssize_t count = 0;
    do {
        count = ::recvmsg(fd, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            return failure(errors::EngineClosed);
        chunk.bytes.clear();
        chunk.isEmpty = true;
        return chunk;
    }
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t number = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < number; ++i) {
            int descriptor = -1;
            std::memcpy(&descriptor, CMSG_DATA(header) + (i * sizeof(int)), sizeof(int));
            chunk.descriptors.emplace_back(descriptor);
        }
    }
    if (count == 0)
        return failure(errors::EngineClosed);
    if ((message.msg_flags & MSG_CTRUNC) != 0)
        return broken(u"descriptors"_s);
    chunk.bytes.truncate(count);
    return chunk;
}

} // namespace

void UniqueFd::reset(int fd)
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = fd;
}

QByteArray frameHeader(qsizetype payloadBytes, int descriptors)
{
    QByteArray header(FrameHeaderBytes, '\0');
    header[0] = MagicA;
    header[1] = MagicE;
    header[2] = char(ProtocolVersion);
    header[3] = char(descriptors);
    qToLittleEndian(quint32(payloadBytes), header.data() + 4);
    return header;
}

Result<std::vector<Packet>> FrameReader::feed(QByteArrayView bytes, std::vector<UniqueFd> descriptors)
{
    m_buffer.append(bytes);
    for (UniqueFd &descriptor : descriptors)
        m_descriptors.push_back(std::move(descriptor));
    std::vector<Packet> packets;
    qsizetype at = 0;
    while (m_buffer.size() - at >= FrameHeaderBytes) {
        const QByteArrayView header = QByteArrayView(m_buffer).sliced(at, FrameHeaderBytes);
        const auto length = qsizetype(qFromLittleEndian<quint32>(header.data() + 4));
        const auto count = std::size_t(quint8(header[3]));
        if (header[0] != MagicA || header[1] != MagicE)
            return broken(u"magic"_s);
        if (quint8(header[2]) != ProtocolVersion) {
            return failure(errors::EngineVersion,
                           {{u"theirs"_s, int(quint8(header[2]))}, {u"ours"_s, int(ProtocolVersion)}});
        }
        if (length > MaxPayloadBytes)
            return broken(u"length"_s);
        if (count > std::size_t(MaxDescriptors))
            return broken(u"descriptors"_s);
        if (m_buffer.size() - at < FrameHeaderBytes + length)
            break;
        if (m_descriptors.size() < count)
            return broken(u"descriptors"_s);
        Packet packet{.payload = m_buffer.sliced(at + FrameHeaderBytes, length)};
        for (std::size_t i = 0; i < count; ++i) {
            packet.descriptors.push_back(std::move(m_descriptors.front()));
            m_descriptors.pop_front();
        }
        packets.push_back(std::move(packet));
        at += FrameHeaderBytes + length;
    }
    m_buffer.remove(0, at);
    // More waiting than one frame may carry: somebody fills our table of descriptors.
    if (m_descriptors.size() > std::size_t(MaxDescriptors))
        return broken(u"descriptors"_s);
    return packets;
}

FrameSocket::FrameSocket(UniqueFd fd) : m_fd(std::move(fd))
{
    const int flags = ::fcntl(m_fd.get(), F_GETFL);
    if (flags >= 0)
        (void)::fcntl(m_fd.get(), F_SETFL, flags | O_NONBLOCK);
}

Result<std::pair<UniqueFd, UniqueFd>> FrameSocket::makePair()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return broken(QString::fromLocal8Bit(std::strerror(errno))); // NOLINT(concurrency-mt-unsafe): own message
    return std::pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Result<> FrameSocket::send(QByteArrayView payload, std::vector<UniqueFd> descriptors)
{
    if (payload.size() > MaxPayloadBytes || descriptors.size() > std::size_t(MaxDescriptors))
        return broken(u"length"_s);
    Outgoing outgoing{.bytes = frameHeader(payload.size(), int(descriptors.size()))};
    outgoing.bytes.append(payload);
    outgoing.descriptors = std::move(descriptors);
    if (m_pendingBytes + outgoing.bytes.size() > MaxPendingBytes)
        return broken(u"the other side does not read"_s);
    m_pendingBytes += outgoing.bytes.size();
    m_pending.push_back(std::move(outgoing));
    return flush();
}

Result<> FrameSocket::flush()
{
    while (!m_pending.empty()) {
        Outgoing &first = m_pending.front();
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * MaxDescriptors)> control{};
        iovec part{.iov_base = first.bytes.data() + first.sent,
                   .iov_len = std::size_t(first.bytes.size() - first.sent)};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        if (!first.descriptors.empty()) {
            const std::size_t bytes = sizeof(int) * first.descriptors.size();
            message.msg_control = control.data();
            message.msg_controllen = CMSG_SPACE(bytes);
            cmsghdr *header = CMSG_FIRSTHDR(&message);
            header->cmsg_level = SOL_SOCKET;
            header->cmsg_type = SCM_RIGHTS;
            header->cmsg_len = CMSG_LEN(bytes);
            for (std::size_t i = 0; i < first.descriptors.size(); ++i) {
                const int descriptor = first.descriptors[i].get();
                std::memcpy(CMSG_DATA(header) + (i * sizeof(int)), &descriptor, sizeof(int));
            }
        }
        ssize_t count = 0;
        do {
            count = ::sendmsg(m_fd.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        } while (count < 0 && errno == EINTR);
        if (count < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK)
                return {};
            return failure(errors::EngineClosed);
        }
        first.descriptors.clear();
        first.sent += count;
        if (first.sent == first.bytes.size()) {
            m_pendingBytes -= first.bytes.size();
            m_pending.pop_front();
        }
    }
    return {};
}

Result<std::vector<Packet>> FrameSocket::receive()
{
    std::vector<Packet> packets;
    for (int i = 0; i < ReadsAtOnce; ++i) {
        auto chunk = readChunk(m_fd.get());
        if (!chunk) {
            // What came before the end is still worth reading; the end is told by the next call.
            if (chunk.error().code == errors::EngineClosed && !packets.empty())
                return packets;
            return failure(chunk.error());
        }
        if (chunk->isEmpty)
            break;
        auto more = m_reader.feed(chunk->bytes, std::move(chunk->descriptors));
        if (!more)
            return failure(more.error());
        std::move(more->begin(), more->end(), std::back_inserter(packets));
    }
    return packets;
}

} // namespace ain::engine
