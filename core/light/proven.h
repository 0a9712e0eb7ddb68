// Proven<T> and Claimed<T>: the two ways a value can reach this program (docs/threats.md). The only code that can
// make a Proven<T> is the verifier, which hands in a ProofKey; there is no conversion from one to the other.
#pragma once

#include "core/light/header.h"

#include <QString>

#include <optional>
#include <utility>

namespace ain::light {

class StateVerifier;
class InclusionVerifier;
namespace testing {
struct ProofMaker; ///< tests only (tests/support); product sources may not name it
} // namespace testing

/// Opens the constructor of Proven<T>. Only a verifier can make one.
class ProofKey {
public:
    ProofKey(const ProofKey & /*other*/) { } // not trivial, so that no bit_cast makes one
    ProofKey &operator=(const ProofKey &) = delete;
    ~ProofKey() = default;

private:
    ProofKey() = default;
    friend class StateVerifier;
    friend class InclusionVerifier;
    friend struct testing::ProofMaker;
};

/// A value that follows from a final block. Value and block belong together.
template<typename T>
class Proven {
public:
    Proven(ProofKey /*key*/, T value, FinalBlock block) : m_value(std::move(value)), m_block(std::move(block)) { }

    [[nodiscard]] const T &value() const { return m_value; }
    [[nodiscard]] const FinalBlock &block() const { return m_block; }

    /// The same fact in another type; `convert` must not bring in anything that was not proven.
    template<typename Convert>
    [[nodiscard]] auto map(Convert convert) const
    {
        return Proven<decltype(convert(m_value))>(convert(m_value), m_block);
    }

private:
    template<typename U>
    friend class Proven;
    Proven(T value, FinalBlock block) : m_value(std::move(value)), m_block(std::move(block)) { }

    T m_value;
    FinalBlock m_block;
};

/// A value that a server said. A mark made of one is Unproven, whatever it says.
template<typename T>
struct Claimed {
    T value{};
    QString gateway; ///< host
    qint64 seenAtMs = 0; ///< 0: unknown
};

/// How far a value can be trusted, from best to worst.
enum class Standing {
    Proven, ///< follows from a final block that is recent
    ProvenOlder, ///< follows from a final block, but newer ones exist or should
    AppsWord, ///< follows from a final block, below a path whose writers could have made it look so (docs/threats.md)
    Unproven, ///< a server said so
    Contradicted, ///< a server's answer does not fit a proof, or two signed statements exclude each other
};

/// Standing with what a user wants to know about it. One that says Proven can only be made from a Proven<T>.
class ProofMark {
public:
    ProofMark() = default; ///< Unproven, nobody asked

    template<typename T>
    [[nodiscard]] static ProofMark of(const Proven<T> &fact)
    {
        return ProofMark(Standing::Proven, fact.block(), {});
    }
    template<typename T>
    [[nodiscard]] static ProofMark unproven(const Claimed<T> &word)
    {
        return ProofMark(Standing::Unproven, std::nullopt, word.gateway);
    }
    [[nodiscard]] static ProofMark appsWord(const FinalBlock &block, QString gateway)
    {
        return ProofMark(Standing::AppsWord, block, std::move(gateway));
    }
    [[nodiscard]] static ProofMark contradicted(QString gateway)
    {
        return ProofMark(Standing::Contradicted, std::nullopt, std::move(gateway));
    }
    /// Proven becomes ProvenOlder; the others stay.
    [[nodiscard]] ProofMark older() const
    {
        ProofMark mark = *this;
        if (mark.m_standing == Standing::Proven)
            mark.m_standing = Standing::ProvenOlder;
        return mark;
    }

    [[nodiscard]] Standing standing() const { return m_standing; }
    [[nodiscard]] const std::optional<FinalBlock> &block() const { return m_block; }
    [[nodiscard]] const QString &gateway() const { return m_gateway; }

private:
    ProofMark(Standing standing, std::optional<FinalBlock> block, QString gateway)
        : m_standing(standing), m_block(std::move(block)), m_gateway(std::move(gateway))
    {
    }

    Standing m_standing = Standing::Unproven;
    std::optional<FinalBlock> m_block;
    QString m_gateway;
};

} // namespace ain::light
