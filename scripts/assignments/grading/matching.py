"""Which cells of a submission answer to the names of the release."""


def names_in(cells, release):
    """The name that each cell of a submission has, or None.

    A name is what nbgrader wrote into the cell's metadata. Where a program dropped all metadata but left the cells'
    ids, the id of a cell whose name is nowhere else tells it.
    """
    names = [name_of(cell, release) for cell in cells]
    lost = {cell.id: name for name, cell in release.items() if name not in names}
    for index, cell in enumerate(cells):
        if names[index] is None:
            names[index] = lost.pop(cell.id, None)
    return names


def name_of(cell, release):
    metadata = cell.metadata.get("nbgrader")
    name = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) and name in release else None


def chosen_cells(names, release):
    """The index of the cell that answers to each name: {name: index}.

    A copied, split or pasted cell keeps its name. Of several the first counts that stands in the release's order: behind
    the cell chosen for the name before it. Where there is none such, it is the first of all.
    """
    chosen, behind = {}, -1
    for name in release:
        places = [index for index, one in enumerate(names) if one == name]
        later = [index for index in places if index > behind]
        if later:
            behind = later[0]
        if places:
            chosen[name] = (later or places)[0]
    return chosen


def followers(names, chosen):
    """The indices of the cells that are not chosen, by the chosen cell that stands before them (None: before all)."""
    name_at = {index: name for name, index in chosen.items()}
    groups, last = {None: []}, None
    for index in range(len(names)):
        if index in name_at:
            last = name_at[index]
        else:
            groups.setdefault(last, []).append(index)
    return groups
