// What is known of one model file: a value that every room may carry about.
#pragma once

#include <QString>

#include <QtGlobal>
#include <optional>

namespace ain::models {

enum class Kind {
    Checkpoint, ///< draws by itself: diffusion net with VAE or text encoder in one file
    DiffusionPart, ///< the diffusion net alone
    Vae, ///< also the small preview decoders (TAESD)
    Lora,
    Upscaler,
    TextEncoder,
    Embedding, ///< textual inversion
    Mini, ///< the studio's own small net
    Unknown
};

enum class Format { Safetensors, Gguf };

enum class Verified {
    NotHashed, ///< nobody asked yet, or the file changed since
    Hashing,
    Verified, ///< its SHA-256 stands in the catalogue, or is the one the user gave for the download
    NotVerified, ///< hashed, and nobody we know has vouched for that hash
    Mismatch ///< not the bytes it was: another hash than before or than was asked for
};

struct Licence {
    QString id; ///< SPDX identifier, or a name of ours ("LicenseRef-FLUX-1-dev"); empty: nothing is known
    QString name; ///< for people
    QString url;
    bool allowsCommercial = false; ///< whether pictures may be sold; meaningless unless `known`
    bool known = false; ///< by the catalogue's hash or the user's choice. False: what is usual for the family, a guess

    friend bool operator==(const Licence &, const Licence &) = default;
};

struct Model {
    QString id; ///< 16 hex digits, decided by the path alone
    QString path; ///< absolute
    QString name; ///< for people: the title in the file, or the file's name; not unique
    Kind kind = Kind::Unknown;
    Format format = Format::Safetensors;
    QString family; ///< "SD 1.x", "SDXL", "FLUX.1", "ESRGAN", "ain-mini" …; docs/models.md has the list
    QString weightType; ///< the type that holds most weights: "f16", "q8_0", …
    qint64 bytes = 0; ///< of the file
    qint64 parameters = 0;
    qint64 weightBytes = 0; ///< of the tensors alone
    bool hasVae = false;
    bool hasTextEncoder = false;
    int scale = 0; ///< of an upscaler: 2, 4 …
    int defaultSteps = 0; ///< what the file itself recommends (the built-in model's does), up to 150; 0: nothing
    double defaultGuidance = 0; ///< likewise, up to 100. See adviceFor()
    QString sha256; ///< 64 hex digits; empty until hashed
    Verified verified = Verified::NotHashed;
    Licence licence;
    bool isMissing = false; ///< the file is gone for now
    QString reason; ///< why it can't be used, a word of errors::ModelUnreadable; empty: it can

    friend bool operator==(const Model &, const Model &) = default;
};

} // namespace ain::models
