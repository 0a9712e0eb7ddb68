// The IPFS content identifier of a file, computed here so that nobody has to be asked for it.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>
#include <QString>

#include <vector>

namespace ain::ainft {

/// CIDv1 of a UnixFS file with raw leaves: chunks of equal size, a balanced tree of dag-pb nodes above them, SHA-256,
/// base32. A file of one chunk is its raw leaf. The defaults are those of `ipfs add --cid-version=1`.
/// Sources: IPFS specifications "UnixFS", "DAG-PB", "CIDv1". Memory: about 60 bytes per chunk.
class CidBuilder {
public:
    static constexpr qsizetype ChunkSize = 256 * 1024; ///< bytes
    static constexpr qsizetype Width = 174; ///< links of a node

    explicit CidBuilder(qsizetype chunkSize = ChunkSize, qsizetype width = Width);

    void add(QByteArrayView bytes);
    /// "b…"; once, after the last add().
    [[nodiscard]] QString finish();

private:
    struct Node {
        QByteArray cid; ///< binary
        quint64 fileSize = 0; ///< bytes of the file below
        quint64 treeSize = 0; ///< bytes of all blocks below
    };
    void endChunk();
    [[nodiscard]] static Node parentOf(const Node *first, const Node *last);

    qsizetype m_chunkSize;
    qsizetype m_width;
    QCryptographicHash m_chunk{QCryptographicHash::Sha256};
    qsizetype m_inChunk = 0;
    std::vector<Node> m_leaves;
};

[[nodiscard]] QString contentId(QByteArrayView bytes);

/// Whether a text may be a CIDv1 in base32 ("b" and 8–120 of a–z, 2–7); for texts read from chain.
[[nodiscard]] bool looksLikeCid(QStringView text);

} // namespace ain::ainft
