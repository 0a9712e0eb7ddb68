// Blocks of a recorded network of three validators (tests/data/chain/lightclient).
#pragma once

#include "core/light/finality.h"
#include "tests/support/chain/fixtures.h"

#include <QMap>

namespace ain::test {

inline json::Array recordedBlocks(const QString &name)
{
    return dataFile(QStringLiteral("chain/lightclient/") + name).array();
}

/// What the files without attacks hold.
inline QStringList honestRecordings()
{
    return {QStringLiteral("blocks_1_39.json"), QStringLiteral("blocks_993_1004.json"),
            QStringLiteral("blocks_1034_1056.json"), QStringLiteral("blocks_with_transactions.json")};
}

/// The three validators of the recorded network, of equal stake.
inline light::ValidatorSet recordedValidators()
{
    const json::Value block = recordedBlocks(QStringLiteral("blocks_1_39.json")).at(0);
    return *light::ValidatorSet::fromJson(block[u"validators"].object());
}

/// By number.
class VotedBlocks {
public:
    void insert(qint64 number, light::VotedHeader block)
    {
        m_keys.append(number);
        m_blocks.append(std::move(block));
    }
    [[nodiscard]] bool contains(qint64 number) const { return m_keys.contains(number); }
    [[nodiscard]] const QList<qint64> &keys() const { return m_keys; }
    /// Must be there.
    [[nodiscard]] const light::VotedHeader &operator[](qint64 number) const
    {
        return m_blocks.at(m_keys.indexOf(number));
    }
    [[nodiscard]] light::VotedHeader &operator[](qint64 number) { return m_blocks[m_keys.indexOf(number)]; }
    [[nodiscard]] auto begin() const { return m_blocks.cbegin(); }
    [[nodiscard]] auto end() const { return m_blocks.cend(); }

private:
    QList<qint64> m_keys;
    QList<light::VotedHeader> m_blocks;
};

/// The header and the votes for it, which the next block carries (proposal and all, as they came).
inline VotedBlocks votedHeaders(const json::Array &blocks)
{
    QMap<qint64, json::Value> byNumber;
    for (const json::Value &block : blocks)
        byNumber.insert(block[u"number"].toInteger(), block);
    VotedBlocks result;
    for (const json::Value &block : std::as_const(byNumber)) {
        const auto header = light::Header::read(block);
        const qint64 number = block[u"number"].toInteger();
        if (header && byNumber.contains(number + 1))
            result.insert(number, light::VotedHeader{*header, byNumber[number + 1][u"last_votes"].array()});
    }
    return result;
}

} // namespace ain::test
