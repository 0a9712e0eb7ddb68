// Every signature in a recording is checked, and counted once.
#pragma once

#include "core/crypto/key.h"
#include "core/json/value.h"

#include <QSet>

namespace ain::test {

class SignatureCount {
public:
    /// Looks for {tx_body, signature, address, hash} at any depth, signed for chain 0.
    void walk(const json::Value &value)
    {
        const QString &signature = value[u"signature"].string();
        if (value[u"tx_body"].isObject() && value[u"hash"].isString() && !signature.isEmpty()
            && !m_seen.contains(signature)) {
            m_seen.insert(signature);
            const auto signer = crypto::recoverTransactionSigner(value[u"tx_body"], signature, 0);
            if (!signer || signer->toString() != value[u"address"].string()
                || crypto::transactionHash(value[u"tx_body"]).toString() != value[u"hash"].string())
                ++m_wrong;
        }
        for (const json::Value &member : value.array())
            walk(member);
        for (const auto &[key, member] : value.object())
            walk(member);
    }
    [[nodiscard]] int distinct() const { return int(m_seen.size()); }
    [[nodiscard]] int wrong() const { return m_wrong; }

private:
    QSet<QString> m_seen;
    int m_wrong = 0;
};

} // namespace ain::test
