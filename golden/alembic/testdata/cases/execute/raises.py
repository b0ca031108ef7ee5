raise NotImplementedError("cannot be taken back")
