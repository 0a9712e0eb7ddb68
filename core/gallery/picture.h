// A picture in the gallery: which file it is, how it was made, and what its owner thinks of it.
#pragma once

#include "core/recipe/generationrequest.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QSize>
#include <QString>
#include <QStringList>

namespace ain {

namespace errors {
inline constexpr ErrorCode GalleryUnknown{"gallery.unknown"}; ///< no such picture; args: id
inline constexpr ErrorCode GalleryUndo{"gallery.undo"}; ///< too late: purged, or undone already
} // namespace errors

namespace gallery {

struct Picture {
    qint64 id = 0;
    QString sha256; ///< of the file in the content store
    QSize size; ///< pixels
    qint64 bytes = 0; ///< of the file
    QString prompt;
    QString negative;
    QString modelName;
    QByteArray recipe; ///< JSON (core/recipe); empty: made elsewhere
    QString recipeHash;
    QString jobId; ///< which job made it; empty: brought in
    int jobIndex = 0; ///< which of the job's pictures
    qint64 createdMs = 0; ///< since 1970 UTC
    bool star = false;
    QStringList tags;
    QList<qint64> parents; ///< pictures it was made from
    QString mintedTxHash;
    QString mintedObjectId;
    QString mintedTokenId;
    bool isDeleted = false; ///< undoable still
};

struct NewPicture {
    QString sha256; ///< 64 hex digits
    QSize size;
    qint64 bytes = 0;
    QString prompt = {};
    QString negative = {};
    QString modelName = {};
    QByteArray recipe = {};
    QString recipeHash = {};
    QString jobId = {};
    int jobIndex = 0;
    QStringList tags = {};
    QList<qint64> parents = {};
    QStringList uses = {}; ///< SHA-256 of other files it needs: init image, mask

    /// Everything that the request says; file, job and parents are left to the caller.
    [[nodiscard]] static NewPicture of(const recipe::GenerationRequest &request);
};

struct Query {
    enum class Sort { Newest, Oldest, Largest, Prompt, Model };
    /// Words that must all stand, in any part of a word, in prompt, model or tags. Never search syntax.
    QString text = {};
    bool starredOnly = false;
    bool mintedOnly = false;
    QStringList tags = {}; ///< all of them
    QString model = {}; ///< empty: any
    Sort sort = Sort::Newest;
    int offset = 0;
    int limit = 100; ///< at most 500
};

struct Page {
    qint64 total = 0; ///< of the query without offset and limit
    QList<Picture> pictures;
};

struct Counted {
    QString name;
    qint64 count = 0;
};

struct Lineage {
    QList<qint64> ancestors; ///< nearest first, at most 1,000
    QList<qint64> descendants;
};

inline constexpr int TagMax = 80; ///< UTF-16 units of a tag
inline constexpr int TagsMax = 50; ///< of one picture
inline constexpr qsizetype RecipeMax = 256 * 1024; ///< bytes
inline constexpr int PageMax = 500; ///< pictures in one answer
inline constexpr qsizetype ThumbnailMax = 512 * 1024; ///< bytes of one
inline constexpr qsizetype DraftMax = 1024 * 1024; ///< bytes of one

} // namespace gallery
} // namespace ain

Q_DECLARE_METATYPE(ain::gallery::Picture)
