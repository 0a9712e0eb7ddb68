#include "app/services/mintlicence.h"

#include <algorithm>

namespace ain::app {

QList<ForbiddenUse> forbiddenUses(const models::ModelLibrary &library, const recipe::GenerationRequest &request)
{
    // Read by open() only.
    const auto bundled = library.catalogue().size() > 0 ? Result<models::Catalogue>() : models::Catalogue::bundled();
    const models::Catalogue &catalogue = library.catalogue().size() > 0 || !bundled ? library.catalogue() : *bundled;
    QList<recipe::FileRef> files{request.model};
    if (request.vae)
        files += *request.vae;
    for (const recipe::LoraRef &lora : request.loras)
        files += lora.file;
    if (request.upscaler)
        files += *request.upscaler;
    QList<ForbiddenUse> out;
    for (const recipe::FileRef &file : std::as_const(files)) {
        if (file.sha256.isEmpty())
            continue;
        ForbiddenUse use;
        use.model = file.name;
        if (const models::KnownFile *known = catalogue.find(file.sha256)) {
            use.model = known->name;
            use.licence = known->licence;
        }
        // The user's own word goes before the catalogue's.
        if (const auto model = library.bySha256(file.sha256); model && model->licence.known) {
            use.model = model->name;
            use.licence = model->licence;
        }
        const bool isTold = std::any_of(out.cbegin(), out.cend(),
                                        [&use](const ForbiddenUse &other) { return other.model == use.model; });
        if (use.licence.known && !use.licence.allowsCommercial && !isTold)
            out += use;
    }
    return out;
}

} // namespace ain::app
