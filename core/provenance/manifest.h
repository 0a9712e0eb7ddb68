// Content Credentials (C2PA specification 2.2) of one PNG: written last, over every byte; read and checked from
// anybody.
#pragma once

#include "core/provenance/credential.h"
#include "core/provenance/pngfile.h"

#include <QByteArrayView>

namespace ain::provenance {

/// What is said of a picture. Never the words that it was drawn from.
struct Statement {
    QString version; ///< of this program
    QString model; ///< its name; may be empty
    QString modelSha256; ///< lower case; may be empty
    bool isFromPicture = false; ///< painted over another picture, in whole or in part
    QDateTime when;
};

/// `png` with a manifest behind its header; one that was there goes. Whatever is changed in the file later must be
/// followed by signing again. Errors: ProvenancePng, TooLarge, Internal. Thread: any.
[[nodiscard]] Result<QByteArray> signedPng(QByteArrayView png, const Statement &statement,
                                           const Credential &credential);

enum class Standing {
    None, ///< there is no manifest
    Valid, ///< the file is byte for byte what was signed
    Altered, ///< a manifest is there, and does not fit the file or itself
    Unknown, ///< in a form that this program does not know; neither good nor bad
};

/// Why a manifest is Altered or Unknown. Append-only words; sentences lie in ui/text.
namespace fault {
inline constexpr QLatin1StringView Form{"form"}; ///< boxes or CBOR that C2PA does not allow
inline constexpr QLatin1StringView Several{"several"}; ///< more than one chunk
inline constexpr QLatin1StringView Assertion{"assertion"}; ///< a statement is not the one that was signed, or is gone
inline constexpr QLatin1StringView Signature{"signature"};
inline constexpr QLatin1StringView Content{"content"}; ///< the picture's bytes are not those that were signed
inline constexpr QLatin1StringView Certificate{"certificate"}; ///< it was not valid at the time of the check
inline constexpr QLatin1StringView Algorithm{"algorithm"}; ///< Unknown
inline constexpr QLatin1StringView Binding{"binding"}; ///< Unknown: bound to the file in another way than by its bytes
} // namespace fault

struct Report {
    Standing standing = Standing::None;
    QString fault; ///< a word of the above; empty when there is none
    // What the manifest says. Of an Altered one nothing of it is known to be true.
    QString generator; ///< program and version
    QString signer; ///< nobody vouches for it
    QByteArray signerKey; ///< DER; to compare with one's own
    QString sourceType; ///< IPTC's digital source type, its last part: "trainedAlgorithmicMedia"
    QString model;
    QString modelSha256;
    QDateTime when;
};

/// Signatures are checked, trust is not: no list of authorities is built in. Errors: ProvenancePng, TooLarge.
/// Thread: any.
[[nodiscard]] Result<Report> check(QByteArrayView png, const QDateTime &now);

namespace detail {
/// What is signed: COSE's Sig_structure (RFC 9052, 4.4).
[[nodiscard]] QByteArray signedBytes(const QByteArray &protectedHeader, const QByteArray &claim);
inline constexpr QLatin1StringView AssertionsLabel{"c2pa.assertions"};
inline constexpr QLatin1StringView SignatureLabel{"c2pa.signature"};
inline constexpr QLatin1StringView ClaimLabel{"c2pa.claim.v2"};
inline constexpr QLatin1StringView HashLabel{"c2pa.hash.data"};
inline constexpr QLatin1StringView ActionsLabel{"c2pa.actions.v2"};
inline constexpr QLatin1StringView ModelKey{"org.ainetwork.model"};
inline constexpr QLatin1StringView ModelHashKey{"org.ainetwork.model_sha256"};
inline constexpr QLatin1StringView SourcePrefix{"http://cv.iptc.org/newscodes/digitalsourcetype/"};
} // namespace detail

} // namespace ain::provenance
