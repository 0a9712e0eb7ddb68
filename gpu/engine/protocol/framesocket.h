// Frames over a local stream socket, with file descriptors that travel beside them.
//
// One frame: 'A' 'E', version (1 byte), number of descriptors (1 byte), length of the payload (u32, little-endian),
// payload. The descriptors of a frame are sent (SCM_RIGHTS) with its first byte.
#pragma once

#include "core/base/result.h"
#include "gpu/engine/protocol/uniquefd.h"

#include <QByteArray>

#include <deque>
#include <utility>
#include <vector>

namespace ain::engine {

inline constexpr quint8 ProtocolVersion = 1;
inline constexpr qsizetype FrameHeaderBytes = 8;
inline constexpr qsizetype MaxPayloadBytes = 1024 * 1024;
inline constexpr int MaxDescriptors = 4; ///< of one frame

/// A frame as it arrived: its payload (a message as JSON) and what came with it.
struct Packet {
    QByteArray payload = {};
    std::vector<UniqueFd> descriptors = {};
};

/// The bytes of a frame's header. `payloadBytes` <= MaxPayloadBytes, `descriptors` <= MaxDescriptors.
[[nodiscard]] QByteArray frameHeader(qsizetype payloadBytes, int descriptors);

/// Cuts a stream of bytes into frames. Holds at most one unfinished frame; errors are final.
/// Errors: engine.protocol (no such frame), engine.version.
class FrameReader {
public:
    /// Frames that `bytes` complete, in order. `descriptors` arrived with the first of these bytes or before.
    [[nodiscard]] Result<std::vector<Packet>> feed(QByteArrayView bytes, std::vector<UniqueFd> descriptors = {});

private:
    QByteArray m_buffer;
    std::deque<UniqueFd> m_descriptors;
};

/// One end of the connection. Non-blocking; the owner watches fd() (reading always, writing while hasPending()).
/// Thread: one at a time. Errors: engine.closed when the other side is gone, engine.protocol, engine.version.
class FrameSocket {
public:
    explicit FrameSocket(UniqueFd fd);

    /// Two connected ends, both closed on exec (the one for the child is handed down by dup2). No name in the file
    /// system: nobody else can connect.
    [[nodiscard]] static Result<std::pair<UniqueFd, UniqueFd>> makePair();

    [[nodiscard]] int fd() const { return m_fd.get(); }
    /// Sends what the socket takes now and keeps the rest. A reader that does not read is an error (MaxPendingBytes).
    [[nodiscard]] Result<> send(QByteArrayView payload, std::vector<UniqueFd> descriptors = {});
    [[nodiscard]] Result<> flush();
    [[nodiscard]] bool hasPending() const { return !m_pending.empty(); }
    /// What has arrived; empty when nothing did.
    [[nodiscard]] Result<std::vector<Packet>> receive();

    static constexpr qsizetype MaxPendingBytes = 8 * 1024 * 1024;

private:
    struct Outgoing {
        QByteArray bytes = {};
        qsizetype sent = 0;
        std::vector<UniqueFd> descriptors = {};
    };

    UniqueFd m_fd;
    FrameReader m_reader;
    std::deque<Outgoing> m_pending;
    qsizetype m_pendingBytes = 0;
};

} // namespace ain::engine
