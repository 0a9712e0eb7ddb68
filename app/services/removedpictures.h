// What becomes of pictures that were taken out of the gallery: they can be brought back for a month, then they and the
// files that nobody names any more go.
#pragma once

#include "core/ainft/contentstore.h"
#include "core/base/task.h"
#include "core/gallery/gallery.h"
#include "core/jobs/jobqueue.h"
#include "core/vault/vault.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>

namespace ain::app {

inline constexpr int RemovedKeptDays = 30;

/// Somebody who may need files of the content store: gives those of `sha256s` that it names. An error: it can't tell
/// now. It is asked with an empty list first, to learn whether it could.
using FileKeeper = std::function<Task<QStringList>(QStringList sha256s)>;

/// Thread: main. What it is given outlives it.
class RemovedPictures : public QObject {
    Q_OBJECT
public:
    RemovedPictures(gallery::Gallery &gallery, ainft::ContentStore &content, const Clock &clock,
                    QList<FileKeeper> keepers);

    /// Forgets pictures that were removed RemovedKeptDays ago and deletes the files that neither the gallery nor a
    /// keeper names; one that somebody added anew within the last day stays for now, since it may be about to be named
    /// (a mint, a picture to draw over). Gives the number of deleted files. When a keeper can't tell, nothing is
    /// forgotten or deleted, and its error is given. Killed half way, the next call goes on. A second call while one
    /// runs: errors::Cancelled.
    Task<int> sweep();

private:
    /// Those of `sha256s` that somebody names.
    Task<QStringList> kept(QStringList sha256s);
    Task<int> sweepNow();

    gallery::Gallery &m_gallery;
    ainft::ContentStore &m_content;
    const Clock &m_clock;
    QList<FileKeeper> m_keepers;
    bool m_isSweeping = false;
};

/// Init images, masks, unlisted pictures and last previews of jobs that wait, or that can be tried again.
[[nodiscard]] FileKeeper keeperOf(jobs::JobQueue &queue);
/// What is about to be drawn, as the gallery keeps it.
[[nodiscard]] FileKeeper keeperOf(gallery::Gallery &gallery);
/// Images of tokens whose transactions this vault knows, on every network. Errors: VaultLocked. Without a vault there
/// are none.
[[nodiscard]] FileKeeper keeperOf(vault::Vault &vault);

} // namespace ain::app
